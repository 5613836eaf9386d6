"""Words of the rooms below that the window shows, marked for translation here: they know no Qt."""

from __future__ import annotations

from retinaview.ui.language.translation import later

PHRASES = (
    later("Microaneurysm"),
    later("Haemorrhage"),
    later("Hard exudate"),
    later("Cotton-wool spot"),
    later("IRMA"),
    later("Venous beading"),
    later("Neovascularisation"),
    later("Preretinal haemorrhage"),
    later("Optic disc"),
    later("Fovea"),
    later("No DR"),
    later("Mild NPDR"),
    later("Moderate NPDR"),
    later("Severe NPDR"),
    later("Proliferative DR"),
    later("No abnormalities."),
    later("Microaneurysms only."),
    later("More than just microaneurysms, but less than severe."),
    later(
        "Any of: more than 20 intraretinal haemorrhages in each of 4 quadrants; definite venous "
        "beading in 2 or more quadrants; prominent IRMA in 1 or more quadrants; and no sign of "
        "proliferative retinopathy (4-2-1 rule)."
    ),
    later("One or more of: neovascularisation; vitreous or preretinal haemorrhage."),
    later("No DME"),
    later("Exudates away from fovea"),
    later("Exudates near fovea"),
    later("No apparent hard exudate."),
    later("Hard exudates, none within one disc diameter of the centre of the fovea."),
    later("Hard exudate within one disc diameter of the centre of the fovea."),
    later("DR 0  No DR"),
    later("DR 1  Mild NPDR"),
    later("DR 2  Moderate NPDR"),
    later("DR 3  Severe NPDR"),
    later("DR 4  Proliferative DR"),
    later("DME 0  No DME"),
    later("DME 1  Exudates away from fovea"),
    later("DME 2  Exudates near fovea"),
    later("Region 1"),
    later("Region 2"),
    later("Region 3"),
    later("Region 4"),
    later("superior temporal"),
    later("superior nasal"),
    later("inferior temporal"),
    later("inferior nasal"),
    later("proposed"),
    later("accepted"),
    later("edited"),
    later("rejected"),
    later("drawn"),
    later("good"),
    later("doubtful"),
)

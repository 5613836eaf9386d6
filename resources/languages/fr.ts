<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Toolbar</source>
        <translation>Barre d&apos;outils</translation>
    </message>
    <message>
        <source>{key} in Read</source>
        <translation>{key} en lecture</translation>
    </message>
    <message>
        <source>{key} in Mark</source>
        <translation>{key} en marquage</translation>
    </message>
    <message>
        <source>Open photographs or project…</source>
        <translation>Ouvrir des clichés ou un projet…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ouvrir un dossier…</translation>
    </message>
    <message>
        <source>Add photographs to this study…</source>
        <translation>Ajouter des clichés à cette étude…</translation>
    </message>
    <message>
        <source>Import labels…</source>
        <translation>Importer des annotations…</translation>
    </message>
    <message>
        <source>Export labels…</source>
        <translation>Exporter les annotations…</translation>
    </message>
    <message>
        <source>Report of this patient…</source>
        <translation>Compte rendu de ce patient…</translation>
    </message>
    <message>
        <source>Report of the study…</source>
        <translation>Compte rendu de l&apos;étude…</translation>
    </message>
    <message>
        <source>A PDF for every patient, and a summary as CSV and XLSX.</source>
        <translation>Un PDF par patient et une synthèse en CSV et XLSX.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Enregistrer une copie…</translation>
    </message>
    <message>
        <source>Of the project, not of the photographs.</source>
        <translation>Du projet, pas des clichés.</translation>
    </message>
    <message>
        <source>Reader…</source>
        <translation>Lecteur…</translation>
    </message>
    <message>
        <source>Whose answers and marks these are; each reader has answers of their own.</source>
        <translation>À qui sont ces réponses et ces marques ; chaque lecteur a les siennes.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Copy marks</source>
        <translation>Copier les marques</translation>
    </message>
    <message>
        <source>Paste marks</source>
        <translation>Coller les marques</translation>
    </message>
    <message>
        <source>Duplicate marks</source>
        <translation>Dupliquer les marques</translation>
    </message>
    <message>
        <source>Delete marks</source>
        <translation>Supprimer les marques</translation>
    </message>
    <message>
        <source>A model&apos;s proposal is kept as rejected.</source>
        <translation>La proposition d&apos;un modèle est conservée comme rejetée.</translation>
    </message>
    <message>
        <source>Select all marks</source>
        <translation>Sélectionner toutes les marques</translation>
    </message>
    <message>
        <source>Lock or unlock marks</source>
        <translation>Verrouiller ou déverrouiller les marques</translation>
    </message>
    <message>
        <source>A locked mark can be selected but not moved or deleted.</source>
        <translation>Une marque verrouillée peut être sélectionnée, mais ni déplacée ni supprimée.</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Préférences…</translation>
    </message>
    <message>
        <source>Nudge left</source>
        <translation>Déplacer à gauche</translation>
    </message>
    <message>
        <source>Nudge left by ten pixels</source>
        <translation>Déplacer à gauche de dix pixels</translation>
    </message>
    <message>
        <source>Nudge right</source>
        <translation>Déplacer à droite</translation>
    </message>
    <message>
        <source>Nudge right by ten pixels</source>
        <translation>Déplacer à droite de dix pixels</translation>
    </message>
    <message>
        <source>Nudge up</source>
        <translation>Déplacer vers le haut</translation>
    </message>
    <message>
        <source>Nudge up by ten pixels</source>
        <translation>Déplacer vers le haut de dix pixels</translation>
    </message>
    <message>
        <source>Nudge down</source>
        <translation>Déplacer vers le bas</translation>
    </message>
    <message>
        <source>Nudge down by ten pixels</source>
        <translation>Déplacer vers le bas de dix pixels</translation>
    </message>
    <message>
        <source>Mark: digits choose the class</source>
        <translation>Marquer : les chiffres choisissent la classe</translation>
    </message>
    <message>
        <source>Drawing a box switches to it, too.</source>
        <translation>Tracer un cadre y passe aussi.</translation>
    </message>
    <message>
        <source>Select and move</source>
        <translation>Sélectionner et déplacer</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>Tracer un cadre</translation>
    </message>
    <message>
        <source>One drag per box, with the class used last.</source>
        <translation>Un glissement par cadre, avec la dernière classe utilisée.</translation>
    </message>
    <message>
        <source>Measure a length or an area</source>
        <translation>Mesurer une longueur ou une surface</translation>
    </message>
    <message>
        <source>In pixels; also in disc diameters and millimetres where disc and fovea are known. With Shift, the area of an ellipse.</source>
        <translation>En pixels ; aussi en diamètres papillaires et en millimètres si papille et fovéa sont connues. Avec Maj, la surface d&apos;une ellipse.</translation>
    </message>
    <message>
        <source>Accept proposal</source>
        <translation>Accepter la proposition</translation>
    </message>
    <message>
        <source>In Mark also Enter.</source>
        <translation>En marquage, aussi Entrée.</translation>
    </message>
    <message>
        <source>Reject proposal</source>
        <translation>Rejeter la proposition</translation>
    </message>
    <message>
        <source>Accept all shown proposals</source>
        <translation>Accepter toutes les propositions affichées</translation>
    </message>
    <message>
        <source>Reject all shown proposals</source>
        <translation>Rejeter toutes les propositions affichées</translation>
    </message>
    <message>
        <source>Review proposals, most certain first</source>
        <translation>Revoir les propositions, les plus sûres d&apos;abord</translation>
    </message>
    <message>
        <source>Y accepts, X rejects, and the view goes on to the next; Esc ends.</source>
        <translation>Y accepte, X rejette, et la vue passe à la suivante ; Échap termine.</translation>
    </message>
    <message>
        <source>Review proposals by place</source>
        <translation>Revoir les propositions par emplacement</translation>
    </message>
    <message>
        <source>From each on to the nearest.</source>
        <translation>De chacune à la plus proche.</translation>
    </message>
    <message>
        <source>End the review</source>
        <translation>Terminer la revue</translation>
    </message>
    <message>
        <source>The view returns to where it was.</source>
        <translation>La vue revient où elle était.</translation>
    </message>
    <message>
        <source>Accept all proposals of this class</source>
        <translation>Accepter toutes les propositions de cette classe</translation>
    </message>
    <message>
        <source>Reject all proposals of this class</source>
        <translation>Rejeter toutes les propositions de cette classe</translation>
    </message>
    <message>
        <source>Accept or reject by class and score…</source>
        <translation>Accepter ou rejeter par classe et score…</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>Marque suivante</translation>
    </message>
    <message>
        <source>Selects and centres it.</source>
        <translation>La sélectionne et la centre.</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>Marque précédente</translation>
    </message>
    <message>
        <source>Previous photograph</source>
        <translation>Cliché précédent</translation>
    </message>
    <message>
        <source>Next photograph</source>
        <translation>Cliché suivant</translation>
    </message>
    <message>
        <source>Next unread photograph</source>
        <translation>Cliché non lu suivant</translation>
    </message>
    <message>
        <source>Or Enter. A photograph is unread until it has an answer or a mark.</source>
        <translation>Ou Entrée. Un cliché est non lu tant qu&apos;il n&apos;a ni réponse ni marque.</translation>
    </message>
    <message>
        <source>Next photograph without a grade</source>
        <translation>Cliché suivant sans stade</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>Chercher dans la liste</translation>
    </message>
    <message>
        <source>Enter shows the first photograph found; Esc ends the search.</source>
        <translation>Entrée affiche le premier cliché trouvé ; Échap termine la recherche.</translation>
    </message>
    <message>
        <source>Fellow eye</source>
        <translation>Œil adelphe</translation>
    </message>
    <message>
        <source>Read: digits grade the photograph</source>
        <translation>Lire : les chiffres donnent le stade</translation>
    </message>
    <message>
        <source>Ends drawing; again: clears the selection.</source>
        <translation>Termine le tracé ; encore : efface la sélection.</translation>
    </message>
    <message>
        <source>Ungradable</source>
        <translation>Ininterprétable</translation>
    </message>
    <message>
        <source>Why ungradable…</source>
        <translation>Pourquoi ininterprétable…</translation>
    </message>
    <message>
        <source>Then a letter: blur, dark, artefact, field, other.</source>
        <translation>Puis une lettre : flou, sombre, artéfact, champ, autre.</translation>
    </message>
    <message>
        <source>Unsure of the answer</source>
        <translation>Réponse incertaine</translation>
    </message>
    <message>
        <source>Comment on the photograph</source>
        <translation>Commentaire sur le cliché</translation>
    </message>
    <message>
        <source>Enter or Esc leaves it.</source>
        <translation>Entrée ou Échap en sort.</translation>
    </message>
    <message>
        <source>Agree with the models</source>
        <translation>Suivre les modèles</translation>
    </message>
    <message>
        <source>Where a proposal is selected, the key accepts that.</source>
        <translation>Si une proposition est sélectionnée, la touche l&apos;accepte.</translation>
    </message>
    <message>
        <source>Agreement of readers…</source>
        <translation>Concordance des lecteurs…</translation>
    </message>
    <message>
        <source>Weighted kappa, and agreement of boxes.</source>
        <translation>Kappa pondéré et concordance des cadres.</translation>
    </message>
    <message>
        <source>Blind first: answer before the models are seen</source>
        <translation>En aveugle d&apos;abord : répondre avant de voir les modèles</translation>
    </message>
    <message>
        <source>Kept with the study. Enter commits the answer and shows what the models say.</source>
        <translation>Conservé avec l&apos;étude. Entrée valide la réponse et montre celle des modèles.</translation>
    </message>
    <message>
        <source>Run models again</source>
        <translation>Relancer les modèles</translation>
    </message>
    <message>
        <source>Replaces untouched proposals only.</source>
        <translation>Ne remplace que les propositions non modifiées.</translation>
    </message>
    <message>
        <source>Run models on all photographs</source>
        <translation>Lancer les modèles sur tous les clichés</translation>
    </message>
    <message>
        <source>Next grading network</source>
        <translation>Réseau de classification suivant</translation>
    </message>
    <message>
        <source>Shows its answer, and runs it where it has not run yet.</source>
        <translation>Affiche sa réponse, et le lance s&apos;il n&apos;a pas encore tourné.</translation>
    </message>
    <message>
        <source>Previous grading network</source>
        <translation>Réseau de classification précédent</translation>
    </message>
    <message>
        <source>Lesion discovery…</source>
        <translation>Découverte de lésions…</translation>
    </message>
    <message>
        <source>Clusters what a network responds to in this study, for you to name.</source>
        <translation>Regroupe ce à quoi un réseau réagit dans cette étude, pour que vous le nommiez.</translation>
    </message>
    <message>
        <source>Stop the models</source>
        <translation>Arrêter les modèles</translation>
    </message>
    <message>
        <source>Run automatically on every photograph shown</source>
        <translation>Lancer automatiquement sur chaque cliché affiché</translation>
    </message>
    <message>
        <source>Networks and weights…</source>
        <translation>Réseaux et poids…</translation>
    </message>
    <message>
        <source>What each network does, and how well; adds and downloads weights.</source>
        <translation>Ce que fait chaque réseau, et avec quel résultat ; ajoute et télécharge des poids.</translation>
    </message>
    <message>
        <source>Improve the networks with these labels…</source>
        <translation>Améliorer les réseaux avec ces annotations…</translation>
    </message>
    <message>
        <source>Trains on your boxes or grades, and compares old and new on patients held out.</source>
        <translation>Entraîne sur vos cadres ou stades, et compare l&apos;ancien et le nouveau sur des patients mis à part.</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Palette de commandes…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Raccourcis clavier…</translation>
    </message>
    <message>
        <source>Show log folder</source>
        <translation>Afficher le dossier du journal</translation>
    </message>
    <message>
        <source>About RetinaView…</source>
        <translation>À propos de RetinaView…</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph or patient; in Mark and in a review, accept the proposal</source>
        <translation>Passer au cliché ou patient non lu suivant ; en marquage et en revue, accepter la proposition</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Molette</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Zoomer sous le pointeur</translation>
    </message>
    <message>
        <source>Hold Space, or middle drag</source>
        <translation>Espace maintenu, ou glisser du bouton central</translation>
    </message>
    <message>
        <source>Move the photograph</source>
        <translation>Déplacer le cliché</translation>
    </message>
    <message>
        <source>Double-click on the background</source>
        <translation>Double-clic sur le fond</translation>
    </message>
    <message>
        <source>Fit photograph</source>
        <translation>Ajuster le cliché</translation>
    </message>
    <message>
        <source>Hold Tab</source>
        <translation>Tab maintenu</translation>
    </message>
    <message>
        <source>Bare photograph, without any overlay</source>
        <translation>Cliché nu, sans aucun calque</translation>
    </message>
    <message>
        <source>Hold F5</source>
        <translation>Maintenir F5</translation>
    </message>
    <message>
        <source>Magnifier at the pointer, without any overlay</source>
        <translation>Loupe sous le pointeur, sans aucun calque</translation>
    </message>
    <message>
        <source>Shift+click</source>
        <translation>Maj+clic</translation>
    </message>
    <message>
        <source>Add a mark to the selection</source>
        <translation>Ajouter une marque à la sélection</translation>
    </message>
    <message>
        <source>Arrows, Shift+arrows</source>
        <translation>Flèches, Maj+flèches</translation>
    </message>
    <message>
        <source>Nudge the selected marks by one or ten pixels</source>
        <translation>Déplacer les marques sélectionnées d&apos;un ou dix pixels</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Édition</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marquer</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>Stade</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Aller</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Récents</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>Décaler</translation>
    </message>
    <message>
        <source>Draw as</source>
        <translation>Tracer comme</translation>
    </message>
    <message>
        <source>Change class to</source>
        <translation>Changer la classe en</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Côte à côte</translation>
    </message>
    <message>
        <source>Zoom to region</source>
        <translation>Zoomer sur la région</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Calques</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Orientation</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Digits grade the photograph (Esc)</source>
        <translation>Les chiffres donnent le stade (Échap)</translation>
    </message>
    <message>
        <source>Digits choose the class, a drag draws (R)</source>
        <translation>Les chiffres choisissent la classe, un glissement trace (R)</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Votre réponse</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Incertain</translation>
    </message>
    <message>
        <source>The answer is not certain</source>
        <translation>La réponse n&apos;est pas certaine</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>D&apos;accord</translation>
    </message>
    <message>
        <source>Adopt the models&apos; answer (Y)</source>
        <translation>Reprendre la réponse des modèles (Y)</translation>
    </message>
    <message>
        <source>Next ⏎</source>
        <translation>Suivant ⏎</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph (Enter)</source>
        <translation>Passer au cliché non lu suivant (Entrée)</translation>
    </message>
    <message>
        <source>Which eye is not known</source>
        <translation>Œil inconnu</translation>
    </message>
    <message>
        <source>DR</source>
        <translation>RD</translation>
    </message>
    <message>
        <source>DME</source>
        <translation>OMD</translation>
    </message>
    <message>
        <source>The right (OD) eye</source>
        <translation>L&apos;œil droit (OD)</translation>
    </message>
    <message>
        <source>The left (OS) eye</source>
        <translation>L&apos;œil gauche (OS)</translation>
    </message>
    <message>
        <source>Agree: {answer}</source>
        <translation>D&apos;accord : {answer}</translation>
    </message>
    <message>
        <source>DR {grade}: {name}</source>
        <translation>RD {grade} : {name}</translation>
    </message>
    <message>
        <source>DME {grade}: {name} (Shift+{grade})</source>
        <translation>OMD {grade} : {name} (Maj+{grade})</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commentaire</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Annuler (Ctrl+Z)</translation>
    </message>
    <message>
        <source>left unread</source>
        <translation>laissé non lu</translation>
    </message>
    <message>
        <source>Models: {answers}</source>
        <translation>Modèles : {answers}</translation>
    </message>
    <message>
        <source>&amp;Blur</source>
        <translation>&amp;Flou</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Sombre</translation>
    </message>
    <message>
        <source>&amp;Artefact</source>
        <translation>&amp;Artéfact</translation>
    </message>
    <message>
        <source>&amp;Field of view</source>
        <translation>&amp;Champ</translation>
    </message>
    <message>
        <source>&amp;Other reason</source>
        <translation>A&amp;utre raison</translation>
    </message>
    <message>
        <source>Gradable or not</source>
        <translation>Interprétable ou non</translation>
    </message>
    <message>
        <source>Can the photograph be graded?
Ungradable: U; the reason: Shift+U</source>
        <translation>Le cliché est-il interprétable ?
Ininterprétable : U ; la raison : Maj+U</translation>
    </message>
    <message>
        <source>&amp;Gradable</source>
        <translation>&amp;Interprétable</translation>
    </message>
    <message>
        <source>&amp;Ungradable</source>
        <translation>I&amp;ninterprétable</translation>
    </message>
    <message>
        <source>Gradable</source>
        <translation>Interprétable</translation>
    </message>
    <message>
        <source>Not: {reason}</source>
        <translation>Non : {reason}</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>flou</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>sombre</translation>
    </message>
    <message>
        <source>artefact</source>
        <translation>artéfact</translation>
    </message>
    <message>
        <source>field</source>
        <translation>champ</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
    </message>
    <message>
        <source>ungradable</source>
        <translation>ininterprétable</translation>
    </message>
    <message>
        <source>ungradable, {reason}</source>
        <translation>ininterprétable, {reason}</translation>
    </message>
    <message>
        <source>DME {dme}</source>
        <translation>OMD {dme}</translation>
    </message>
    <message>
        <source>DR {dr}</source>
        <translation>RD {dr}</translation>
    </message>
    <message>
        <source>DR {dr}, DME {dme}</source>
        <translation>RD {dr}, OMD {dme}</translation>
    </message>
    <message>
        <source>{answer}; the grade was removed</source>
        <translation>{answer} ; le stade a été retiré</translation>
    </message>
    <message>
        <source>{answer}; no longer ungradable</source>
        <translation>{answer} ; n&apos;est plus ininterprétable</translation>
    </message>
    <message>
        <source>No longer unsure</source>
        <translation>N&apos;est plus incertain</translation>
    </message>
    <message>
        <source>Comment saved</source>
        <translation>Commentaire enregistré</translation>
    </message>
    <message>
        <source>Comment removed</source>
        <translation>Commentaire retiré</translation>
    </message>
    <message>
        <source>Answer taken back</source>
        <translation>Réponse retirée</translation>
    </message>
    <message>
        <source>Fundus photograph</source>
        <translation>Rétinographie</translation>
    </message>
    <message>
        <source>where the network looked, not lesion evidence</source>
        <translation>où le réseau a regardé, pas une preuve de lésion</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>low</source>
        <translation>faible</translation>
    </message>
    <message>
        <source>high</source>
        <translation>forte</translation>
    </message>
    <message>
        <source>Mirrored on the screen</source>
        <translation>Inversé à l&apos;écran</translation>
    </message>
    <message>
        <source>Mirrored and rotated by {degrees}° on the screen</source>
        <translation>Inversé et pivoté de {degrees}° à l&apos;écran</translation>
    </message>
    <message>
        <source>Rotated by {degrees}° on the screen</source>
        <translation>Pivoté de {degrees}° à l&apos;écran</translation>
    </message>
    <message>
        <source>Drop fundus photographs or a folder here</source>
        <translation>Déposez ici des rétinographies ou un dossier</translation>
    </message>
    <message>
        <source>or open them with Ctrl+O, a folder with Ctrl+U</source>
        <translation>ou ouvrez-les avec Ctrl+O, un dossier avec Ctrl+U</translation>
    </message>
    <message>
        <source>Undo {step}</source>
        <translation>Annuler : {step}</translation>
    </message>
    <message>
        <source>Redo {step}</source>
        <translation>Rétablir : {step}</translation>
    </message>
    <message>
        <source>Data and licences of the weights are on their cards: Models, Networks and weights.</source>
        <translation>Données et licences des poids figurent sur leurs fiches : Modèles, Réseaux et poids.</translation>
    </message>
    <message>
        <source>About RetinaView</source>
        <translation>À propos de RetinaView</translation>
    </message>
    <message>
        <source>see its files</source>
        <translation>voir ses fichiers</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Composant</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Fundus photographs, what published models see in them, and what readers say. The models show where they looked and what they found; they do not decide.</source>
        <translation>Des rétinographies, ce que les modèles publiés y voient et ce que disent les lecteurs. Les modèles montrent où ils ont regardé et ce qu&apos;ils ont trouvé ; ils ne décident pas.</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Saisir une commande</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>On the photograph</source>
        <translation>Sur le cliché</translation>
    </message>
    <message>
        <source>Microaneurysm</source>
        <translation>Microanévrisme</translation>
    </message>
    <message>
        <source>Haemorrhage</source>
        <translation>Hémorragie</translation>
    </message>
    <message>
        <source>Hard exudate</source>
        <translation>Exsudat dur</translation>
    </message>
    <message>
        <source>Cotton-wool spot</source>
        <translation>Nodule cotonneux</translation>
    </message>
    <message>
        <source>IRMA</source>
        <translation>AMIR</translation>
    </message>
    <message>
        <source>Venous beading</source>
        <translation>Veines en chapelet</translation>
    </message>
    <message>
        <source>Neovascularisation</source>
        <translation>Néovascularisation</translation>
    </message>
    <message>
        <source>Preretinal haemorrhage</source>
        <translation>Hémorragie prérétinienne</translation>
    </message>
    <message>
        <source>Optic disc</source>
        <translation>Papille optique</translation>
    </message>
    <message>
        <source>Fovea</source>
        <translation>Fovéa</translation>
    </message>
    <message>
        <source>No DR</source>
        <translation>Pas de RD</translation>
    </message>
    <message>
        <source>Mild NPDR</source>
        <translation>RDNP minime</translation>
    </message>
    <message>
        <source>Moderate NPDR</source>
        <translation>RDNP modérée</translation>
    </message>
    <message>
        <source>Severe NPDR</source>
        <translation>RDNP sévère</translation>
    </message>
    <message>
        <source>Proliferative DR</source>
        <translation>RD proliférante</translation>
    </message>
    <message>
        <source>No abnormalities.</source>
        <translation>Aucune anomalie.</translation>
    </message>
    <message>
        <source>Microaneurysms only.</source>
        <translation>Microanévrismes seuls.</translation>
    </message>
    <message>
        <source>More than just microaneurysms, but less than severe.</source>
        <translation>Plus que des microanévrismes seuls, mais moins que le stade sévère.</translation>
    </message>
    <message>
        <source>Any of: more than 20 intraretinal haemorrhages in each of 4 quadrants; definite venous beading in 2 or more quadrants; prominent IRMA in 1 or more quadrants; and no sign of proliferative retinopathy (4-2-1 rule).</source>
        <translation>L&apos;un des signes : plus de 20 hémorragies intrarétiniennes dans chacun des 4 quadrants ; veines en chapelet certaines dans 2 quadrants ou plus ; AMIR marquées dans 1 quadrant ou plus ; et aucun signe de rétinopathie proliférante (règle 4-2-1).</translation>
    </message>
    <message>
        <source>One or more of: neovascularisation; vitreous or preretinal haemorrhage.</source>
        <translation>Un ou plusieurs : néovascularisation ; hémorragie intravitréenne ou prérétinienne.</translation>
    </message>
    <message>
        <source>No DME</source>
        <translation>Pas d&apos;OMD</translation>
    </message>
    <message>
        <source>Exudates away from fovea</source>
        <translation>Exsudats loin de la fovéa</translation>
    </message>
    <message>
        <source>Exudates near fovea</source>
        <translation>Exsudats près de la fovéa</translation>
    </message>
    <message>
        <source>No apparent hard exudate.</source>
        <translation>Pas d&apos;exsudat dur apparent.</translation>
    </message>
    <message>
        <source>Hard exudates, none within one disc diameter of the centre of the fovea.</source>
        <translation>Exsudats durs, aucun à moins d&apos;un diamètre papillaire du centre de la fovéa.</translation>
    </message>
    <message>
        <source>Hard exudate within one disc diameter of the centre of the fovea.</source>
        <translation>Exsudat dur à moins d&apos;un diamètre papillaire du centre de la fovéa.</translation>
    </message>
    <message>
        <source>DR 0  No DR</source>
        <translation>RD 0  Pas de RD</translation>
    </message>
    <message>
        <source>DR 1  Mild NPDR</source>
        <translation>RD 1  RDNP minime</translation>
    </message>
    <message>
        <source>DR 2  Moderate NPDR</source>
        <translation>RD 2  RDNP modérée</translation>
    </message>
    <message>
        <source>DR 3  Severe NPDR</source>
        <translation>RD 3  RDNP sévère</translation>
    </message>
    <message>
        <source>DR 4  Proliferative DR</source>
        <translation>RD 4  RD proliférante</translation>
    </message>
    <message>
        <source>DME 0  No DME</source>
        <translation>OMD 0  Pas d&apos;OMD</translation>
    </message>
    <message>
        <source>DME 1  Exudates away from fovea</source>
        <translation>OMD 1  Exsudats loin de la fovéa</translation>
    </message>
    <message>
        <source>DME 2  Exudates near fovea</source>
        <translation>OMD 2  Exsudats près de la fovéa</translation>
    </message>
    <message>
        <source>Region 1</source>
        <translation>Région 1</translation>
    </message>
    <message>
        <source>Region 2</source>
        <translation>Région 2</translation>
    </message>
    <message>
        <source>Region 3</source>
        <translation>Région 3</translation>
    </message>
    <message>
        <source>Region 4</source>
        <translation>Région 4</translation>
    </message>
    <message>
        <source>superior temporal</source>
        <translation>temporal supérieur</translation>
    </message>
    <message>
        <source>superior nasal</source>
        <translation>nasal supérieur</translation>
    </message>
    <message>
        <source>inferior temporal</source>
        <translation>temporal inférieur</translation>
    </message>
    <message>
        <source>inferior nasal</source>
        <translation>nasal inférieur</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>proposée</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>acceptée</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>modifiée</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejetée</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>tracée</translation>
    </message>
    <message>
        <source>good</source>
        <translation>bonne</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>douteuse</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Follow the desktop</source>
        <translation>Comme le bureau</translation>
    </message>
    <message>
        <source>As they were left</source>
        <translation>Comme laissés</translation>
    </message>
    <message>
        <source>As at the first start</source>
        <translation>Comme au premier démarrage</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Also on</source>
        <translation>Aussi sur</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>As the desktop&apos;s</source>
        <translation>Comme le bureau</translation>
    </message>
    <message>
        <source>{points} pt</source>
        <translation>{points} pt</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Chercher une commande</translation>
    </message>
    <message>
        <source>Default key</source>
        <translation>Touche par défaut</translation>
    </message>
    <message>
        <source>Reader&apos;s name</source>
        <translation>Nom du lecteur</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Layers at start</source>
        <translation>Calques au démarrage</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>Appuyez sur la nouvelle touche</translation>
    </message>
    <message>
        <source>Marks and answers carry the name from the next study opened on.</source>
        <translation>Marques et réponses portent ce nom dès la prochaine étude ouverte.</translation>
    </message>
    <message>
        <source>One eye</source>
        <translation>Un œil</translation>
    </message>
    <message>
        <source>Both eyes</source>
        <translation>Les deux yeux</translation>
    </message>
    <message>
        <source>OD left, OS right; E goes to the other.</source>
        <translation>OD à gauche, OS à droite ; E passe à l&apos;autre.</translation>
    </message>
    <message>
        <source>Compare two networks</source>
        <translation>Comparer deux réseaux</translation>
    </message>
    <message>
        <source>This photograph as each of them sees it, with their scores in the side panel.</source>
        <translation>Ce cliché tel que chacun le voit, avec leurs scores dans le panneau latéral.</translation>
    </message>
    <message>
        <source>Zoom and move both together</source>
        <translation>Zoomer et déplacer ensemble</translation>
    </message>
    <message>
        <source>Mirror the two eyes, nasal to nasal</source>
        <translation>Yeux en miroir, nasal contre nasal</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Agrandir</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>Actual size, pixel by pixel</source>
        <translation>Taille réelle, pixel par pixel</translation>
    </message>
    <message>
        <source>Keep zoom from photograph to photograph</source>
        <translation>Garder le zoom d&apos;un cliché à l&apos;autre</translation>
    </message>
    <message>
        <source>Otherwise each photograph is shown as you left it.</source>
        <translation>Sinon, chaque cliché est montré comme vous l&apos;avez laissé.</translation>
    </message>
    <message>
        <source>On the screen alone; the file and all marks stay as they are.</source>
        <translation>À l&apos;écran seulement ; le fichier et toutes les marques restent tels quels.</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>Pivoter à droite</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>Pivoter à gauche</translation>
    </message>
    <message>
        <source>Mirror left and right</source>
        <translation>Inverser gauche et droite</translation>
    </message>
    <message>
        <source>Mirror top and bottom</source>
        <translation>Inverser haut et bas</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Comme dans le fichier</translation>
    </message>
    <message>
        <source>Zoom to next suspicious region</source>
        <translation>Zoomer sur la région suspecte suivante</translation>
    </message>
    <message>
        <source>After the last one, the whole photograph.</source>
        <translation>Après la dernière, le cliché entier.</translation>
    </message>
    <message>
        <source>Zoom to previous suspicious region</source>
        <translation>Zoomer sur la région suspecte précédente</translation>
    </message>
    <message>
        <source>Next view: colour, red-free, CLAHE</source>
        <translation>Vue suivante : couleur, anérythre, CLAHE</translation>
    </message>
    <message>
        <source>Reset brightness and contrast</source>
        <translation>Réinitialiser luminosité et contraste</translation>
    </message>
    <message>
        <source>Attention map</source>
        <translation>Carte d&apos;attention</translation>
    </message>
    <message>
        <source>Where the grading network looked; not lesion evidence.</source>
        <translation>Où le réseau a regardé ; pas une preuve de lésion.</translation>
    </message>
    <message>
        <source>Segmented lesions</source>
        <translation>Lésions segmentées</translation>
    </message>
    <message>
        <source>Suspicious regions</source>
        <translation>Régions suspectes</translation>
    </message>
    <message>
        <source>Readers&apos; marks</source>
        <translation>Marques des lecteurs</translation>
    </message>
    <message>
        <source>Models&apos; proposals</source>
        <translation>Propositions des modèles</translation>
    </message>
    <message>
        <source>Rejected proposals</source>
        <translation>Propositions rejetées</translation>
    </message>
    <message>
        <source>Disc, fovea and rings</source>
        <translation>Papille, fovéa et anneaux</translation>
    </message>
    <message>
        <source>With quadrants, and rings of one and two disc diameters around the fovea.</source>
        <translation>Avec quadrants, et anneaux d&apos;un et deux diamètres papillaires autour de la fovéa.</translation>
    </message>
    <message>
        <source>Bare photograph</source>
        <translation>Cliché nu</translation>
    </message>
    <message>
        <source>Or hold Tab.</source>
        <translation>Ou maintenir Tab.</translation>
    </message>
    <message>
        <source>Zoomed patches</source>
        <translation>Vignettes agrandies</translation>
    </message>
    <message>
        <source>The most suspicious regions in a strip below the photograph.</source>
        <translation>Les régions les plus suspectes, dans une bande sous le cliché.</translation>
    </message>
    <message>
        <source>Minimap while zoomed in</source>
        <translation>Vue d&apos;ensemble pendant le zoom</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>Liste de travail</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>Panneau latéral</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Research use only, not a medical device</source>
        <translation>Pour la recherche uniquement, pas un dispositif médical</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Arguments</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marques</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinceau</translation>
    </message>
    <message>
        <source>A stroke that touches the selected mark goes on with it; Shift: also one apart from it; Ctrl erases.</source>
        <translation>Un trait qui touche la marque sélectionnée la prolonge ; Maj : même à l&apos;écart ; Ctrl efface.</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Gomme</translation>
    </message>
    <message>
        <source>Takes from the selected marks, or from every mask where none is selected.</source>
        <translation>Efface dans les marques sélectionnées, ou dans tous les masques si aucune ne l&apos;est.</translation>
    </message>
    <message>
        <source>Narrower brush</source>
        <translation>Pinceau plus fin</translation>
    </message>
    <message>
        <source>Wider brush</source>
        <translation>Pinceau plus large</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <source>Click point by point; a click on the first or the last one, or Enter, closes it; Backspace takes a point back.</source>
        <translation>Cliquer point par point ; un clic sur le premier ou le dernier, ou Entrée, le ferme ; Retour arrière reprend un point.</translation>
    </message>
    <message>
        <source>The part in view; press or drag to move there</source>
        <translation>La partie visible ; cliquer ou glisser pour s&apos;y déplacer</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>Vue d&apos;ensemble</translation>
    </message>
</context>
</TS>

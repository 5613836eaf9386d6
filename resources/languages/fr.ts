<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{action}: {why}.</source>
        <translation>{action} : {why}.</translation>
    </message>
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
        <source>Get from archive…</source>
        <translation>Récupérer de l&apos;archive…</translation>
    </message>
    <message>
        <source>Photographs of a patient or a day, from a DICOM archive.</source>
        <translation>Photographies d&apos;un patient ou d&apos;un jour, depuis une archive DICOM.</translation>
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
        <source>Patient and eye from the names…</source>
        <translation>Patient et œil d&apos;après les noms…</translation>
    </message>
    <message>
        <source>Of the photographs selected in the worklist, or of all that it shows.</source>
        <translation>Des photographies sélectionnées dans la liste de travail, ou de toutes celles qu&apos;elle montre.</translation>
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
        <source>Or {key:enter}. A photograph is unread until it has an answer or a mark.</source>
        <translation>Ou {key:enter}. Un cliché est non lu tant qu&apos;il n&apos;a ni réponse ni marque.</translation>
    </message>
    <message>
        <source>Kept with the study. {key:enter} commits the answer and shows what the models say.</source>
        <translation>Conservé avec l&apos;étude. {key:enter} valide la réponse et montre celle des modèles.</translation>
    </message>
    <message>
        <source>Drag a point of a mask</source>
        <translation>Glisser un point d&apos;un masque</translation>
    </message>
    <message>
        <source>Reshape it; a drag on its outline adds a point</source>
        <translation>Le remodeler ; glisser sur son contour ajoute un point</translation>
    </message>
    <message>
        <source>Double-click on a point</source>
        <translation>Double-clic sur un point</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Le retirer</translation>
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
        <source>In Mark also {key:enter}.</source>
        <translation>En marquage, aussi {key:enter}.</translation>
    </message>
    <message>
        <source>{key:accept} accepts, {key:reject} rejects, and the view goes on to the next; {key:end_review} ends.</source>
        <translation>{key:accept} accepte, {key:reject} rejette, et la vue passe à la suivante ; {key:end_review} termine.</translation>
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
        <source>Copy labels across to mine</source>
        <translation>Reprendre les étiquettes comme miennes</translation>
    </message>
    <message>
        <source>Others&apos; labels are copied, networks&apos; proposals accepted.</source>
        <translation>Les étiquettes des autres sont copiées, les propositions des réseaux acceptées.</translation>
    </message>
    <message>
        <source>Not certain of the marks, or certain</source>
        <translation>Pas certain des marques, ou certain</translation>
    </message>
    <message>
        <source>Comment on the marks…</source>
        <translation>Commenter les marques…</translation>
    </message>
    <message>
        <source>Classes of this study…</source>
        <translation>Classes de cette étude…</translation>
    </message>
    <message>
        <source>Which classes are offered, in which order, with name, key and colour.</source>
        <translation>Quelles classes sont proposées, dans quel ordre, avec nom, touche et couleur.</translation>
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
        <source>Page {number} of {all}</source>
        <translation>Page {number} sur {all}</translation>
    </message>
    <message>
        <source>Fundus report: {patient}</source>
        <translation>Compte rendu du fond d&apos;œil : {patient}</translation>
    </message>
    <message>
        <source>Study {name}</source>
        <translation>Étude {name}</translation>
    </message>
    <message>
        <source>Report of {time}</source>
        <translation>Compte rendu du {time}</translation>
    </message>
    <message>
        <source>DR on the ICDR scale, DME as in IDRiD.</source>
        <translation>RD sur l&apos;échelle ICDR, OMD comme dans IDRiD.</translation>
    </message>
    <message>
        <source>Boxes: reader&apos;s marks. Outlines: lesions that the models found. Cross and rings: fovea, one and two disc diameters (DD) around it. Distances: of the nearest lesion from the fovea.</source>
        <translation>Cadres : marques du lecteur. Contours : lésions trouvées par les modèles. Croix et anneaux : fovéa, un et deux diamètres papillaires (DP) autour. Distances : de la lésion la plus proche à la fovéa.</translation>
    </message>
    <message>
        <source>Fellow eye</source>
        <translation>Œil adelphe</translation>
    </message>
    <message>
        <source>No photograph in the study.</source>
        <translation>Pas de cliché dans l&apos;étude.</translation>
    </message>
    <message>
        <source>OD right eye</source>
        <translation>OD œil droit</translation>
    </message>
    <message>
        <source>OS left eye</source>
        <translation>OS œil gauche</translation>
    </message>
    <message>
        <source>Eye not known</source>
        <translation>Œil inconnu</translation>
    </message>
    <message>
        <source>The photograph cannot be shown: {why}</source>
        <translation>Le cliché ne peut être affiché : {why}</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>Lu par</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Réseaux</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>Lésions</translation>
    </message>
    <message>
        <source>nearest</source>
        <translation>proche</translation>
    </message>
    <message numerus="yes">
        <source>and %n class(es) more, in the study&apos;s summary</source>
        <translation>
            <numerusform>et %n classe de plus, dans la synthèse de l&apos;étude</numerusform>
            <numerusform>et %n classes de plus, dans la synthèse de l&apos;étude</numerusform>
        </translation>
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
        <source>Research use only; not a medical device.</source>
        <translation>Pour la recherche uniquement ; pas un dispositif médical.</translation>
    </message>
    <message>
        <source>Not read by a reader.</source>
        <translation>Non lu par un lecteur.</translation>
    </message>
    <message>
        <source>Not shown: the study is read blind first, and this photograph has no answer yet.</source>
        <translation>Non affiché : l&apos;étude est d&apos;abord lue en aveugle, et ce cliché n&apos;a pas encore de réponse.</translation>
    </message>
    <message>
        <source>Not analysed by any model yet.</source>
        <translation>Aucun modèle n&apos;a regardé ce cliché.</translation>
    </message>
    <message>
        <source>Marked, not graded ({marks}).</source>
        <translation>Marqué, sans stade ({marks}).</translation>
    </message>
    <message>
        <source>Ungradable</source>
        <translation>Ininterprétable</translation>
    </message>
    <message>
        <source>Ungradable: {reason}</source>
        <translation>Ininterprétable : {reason}</translation>
    </message>
    <message>
        <source>DR {grade}, {name}</source>
        <translation>RD {grade}, {name}</translation>
    </message>
    <message>
        <source>DME {grade}, {name}</source>
        <translation>OMD {grade}, {name}</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>incertain</translation>
    </message>
    <message>
        <source>unnamed reader</source>
        <translation>lecteur sans nom</translation>
    </message>
    <message>
        <source>Ungradable; to be referred.</source>
        <translation>Ininterprétable ; à adresser.</translation>
    </message>
    <message>
        <source>DR {grade}, {name} ({share})</source>
        <translation>RD {grade}, {name} ({share})</translation>
    </message>
    <message>
        <source>DME {grade}, {name} ({share})</source>
        <translation>OMD {grade}, {name} ({share})</translation>
    </message>
    <message>
        <source>referable with probability {share}</source>
        <translation>à adresser, probabilité {share}</translation>
    </message>
    <message>
        <source>{answer} (score {score:.2f})</source>
        <translation>{answer} (score {score:.2f})</translation>
    </message>
    <message>
        <source>&gt; 3 DD</source>
        <translation>&gt; 3 DP</translation>
    </message>
    <message>
        <source>{size:.1f} DD</source>
        <translation>{size:.1f} DP</translation>
    </message>
    <message>
        <source>Thresholds set for this study: {list}.</source>
        <translation>Seuils fixés pour cette étude : {list}.</translation>
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
        <source>Flag, to come back to it</source>
        <translation>Signaler, pour y revenir</translation>
    </message>
    <message>
        <source>Yours alone; the worklist has a filter and a column for it.</source>
        <translation>Pour vous seul ; la liste de travail a un filtre et une colonne pour cela.</translation>
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
        <source>Record my answer as the consensus</source>
        <translation>Enregistrer ma réponse comme consensus</translation>
    </message>
    <message>
        <source>With your name and the time; everybody&apos;s own answers stay.</source>
        <translation>Avec votre nom et l&apos;heure ; les réponses de chacun restent.</translation>
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
        <source>Guide…</source>
        <translation>Guide…</translation>
    </message>
    <message>
        <source>Opens at the page for what you are doing.</source>
        <translation>S&apos;ouvre à la page de ce que vous faites.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Raccourcis clavier…</translation>
    </message>
    <message>
        <source>Tour in six steps…</source>
        <translation>Visite en six étapes…</translation>
    </message>
    <message>
        <source>Demonstration on drawn photographs</source>
        <translation>Démonstration sur clichés dessinés</translation>
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
        <source>Wheel</source>
        <translation>Molette</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Zoomer sous le pointeur</translation>
    </message>
    <message>
        <source>Move the photograph</source>
        <translation>Déplacer le cliché</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Glisser du bouton central</translation>
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
        <source>Shift+click</source>
        <translation>Maj+clic</translation>
    </message>
    <message>
        <source>Add a mark to the selection</source>
        <translation>Ajouter une marque à la sélection</translation>
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
        <source>Next ⏎</source>
        <translation>Suivant ⏎</translation>
    </message>
    <message>
        <source>Digits grade the photograph ({key:read_mode})</source>
        <translation>Les chiffres donnent le stade ({key:read_mode})</translation>
    </message>
    <message>
        <source>Digits choose the class, a drag draws ({key:draw})</source>
        <translation>Les chiffres choisissent la classe, un glissement trace ({key:draw})</translation>
    </message>
    <message>
        <source>Adopt the models&apos; answer ({key:agree})</source>
        <translation>Reprendre la réponse des modèles ({key:agree})</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph ({key:enter})</source>
        <translation>Passer au cliché non lu suivant ({key:enter})</translation>
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
        <source>DME {grade}: {name} ({key:dme_{grade}})</source>
        <translation>OMD {grade} : {name} ({key:dme_{grade}})</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commentaire</translation>
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
Ungradable: {key:ungradable}; the reason: {key:ungradable_why}</source>
        <translation>Le cliché est-il interprétable ?
Ininterprétable : {key:ungradable} ; la raison : {key:ungradable_why}</translation>
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
        <source>Flagged</source>
        <translation>Signalé</translation>
    </message>
    <message>
        <source>No longer flagged</source>
        <translation>Plus signalé</translation>
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
        <source>{doubt}. Lesions shown are unreliable.</source>
        <translation>{doubt}. Les lésions affichées ne sont pas fiables.</translation>
    </message>
    <message>
        <source>{doubt}. Lesions shown may be unreliable.</source>
        <translation>{doubt}. Les lésions affichées peuvent ne pas être fiables.</translation>
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
        <source>or open them with {key:open}, a folder with {key:open_folder}</source>
        <translation>ou ouvrez-les avec {key:open}, un dossier avec {key:open_folder}</translation>
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
        <source>Away from fovea</source>
        <translation>Loin de la fovéa</translation>
    </message>
    <message>
        <source>Near fovea</source>
        <translation>Près de la fovéa</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualité</translation>
    </message>
    <message>
        <source>DR grade</source>
        <translation>Stade de RD</translation>
    </message>
    <message>
        <source>DME grade</source>
        <translation>Stade d&apos;OMD</translation>
    </message>
    <message>
        <source>Referable</source>
        <translation>À adresser</translation>
    </message>
    <message>
        <source>Graded from</source>
        <translation>Classé d&apos;après</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>same</source>
        <translation>identique</translation>
    </message>
    <message>
        <source>both eyes</source>
        <translation>les deux yeux</translation>
    </message>
    <message>
        <source>this eye</source>
        <translation>cet œil</translation>
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
        <source>With the mouse</source>
        <translation>À la souris</translation>
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
        <source>HE, MA</source>
        <translation>HE, MA</translation>
    </message>
    <message>
        <source>IRMA</source>
        <translation>AMIR</translation>
    </message>
    <message>
        <source>The 4-2-1 rule for severe retinopathy (ICDR): more than 20 intraretinal haemorrhages in each of 4 quadrants, venous beading in 2, or prominent IRMA in 1.
Boxes are counted, marked and proposed ones; a cluster in one box counts once. Quadrants as seen from the optic disc.</source>
        <translation>La règle 4-2-1 de la rétinopathie sévère (ICDR) : plus de 20 hémorragies intrarétiniennes dans chacun des 4 quadrants, veines en chapelet dans 2, ou AMIR marquées dans 1.
On compte les cadres, marqués et proposés ; un amas dans un cadre compte une fois. Quadrants vus de la papille.</translation>
    </message>
    <message>
        <source>{part}, not assessed</source>
        <translation>{part}, non évalué</translation>
    </message>
    <message numerus="yes">
        <source>and %n network(s) more</source>
        <translation>
            <numerusform>et %n réseau de plus</numerusform>
            <numerusform>et %n réseaux de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>Evidence by quadrant, 4-2-1 rule</source>
        <translation>Arguments par quadrant, règle 4-2-1</translation>
    </message>
    <message>
        <source>Hard exudates and the fovea</source>
        <translation>Exsudats durs et fovéa</translation>
    </message>
    <message>
        <source>DME {grade}: {criterion}</source>
        <translation>OMD {grade} : {criterion}</translation>
    </message>
    <message>
        <source>What the networks say</source>
        <translation>Ce que disent les réseaux</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>Lecteurs</translation>
    </message>
    <message>
        <source>{part}, {quadrant}: shows them</source>
        <translation>{part}, {quadrant} : les montre</translation>
    </message>
    <message>
        <source>Shows them on the photograph</source>
        <translation>Les montre sur le cliché</translation>
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
        <source>Laser scar</source>
        <translation>Cicatrice de laser</translation>
    </message>
    <message>
        <source>Drusen</source>
        <translation>Drusen</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Autre</translation>
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
        <source>Blur</source>
        <translation>Flou</translation>
    </message>
    <message>
        <source>Artefact</source>
        <translation>Artéfact</translation>
    </message>
    <message>
        <source>Myelinated fibres</source>
        <translation>Fibres myélinisées</translation>
    </message>
    <message>
        <source>Epiretinal membrane</source>
        <translation>Membrane épirétinienne</translation>
    </message>
    <message>
        <source>Fibrous proliferation</source>
        <translation>Prolifération fibreuse</translation>
    </message>
    <message>
        <source>Vitreous haemorrhage</source>
        <translation>Hémorragie du vitré</translation>
    </message>
    <message>
        <source>Retinal detachment</source>
        <translation>Décollement de la rétine</translation>
    </message>
    <message>
        <source>Asteroid hyalosis</source>
        <translation>Hyalose astéroïde</translation>
    </message>
    <message>
        <source>Pigment change</source>
        <translation>Altération pigmentaire</translation>
    </message>
    <message>
        <source>Naevus</source>
        <translation>Nævus</translation>
    </message>
    <message>
        <source>yellow</source>
        <comment>colour</comment>
        <translation>jaune</translation>
    </message>
    <message>
        <source>white</source>
        <comment>colour</comment>
        <translation>blanc</translation>
    </message>
    <message>
        <source>blue</source>
        <comment>colour</comment>
        <translation>bleu</translation>
    </message>
    <message>
        <source>violet</source>
        <comment>colour</comment>
        <translation>violet</translation>
    </message>
    <message>
        <source>light green</source>
        <comment>colour</comment>
        <translation>vert clair</translation>
    </message>
    <message>
        <source>pink</source>
        <comment>colour</comment>
        <translation>rose</translation>
    </message>
    <message>
        <source>grey</source>
        <comment>colour</comment>
        <translation>gris</translation>
    </message>
    <message>
        <source>mint</source>
        <comment>colour</comment>
        <translation>menthe</translation>
    </message>
    <message>
        <source>lilac</source>
        <comment>colour</comment>
        <translation>lilas</translation>
    </message>
    <message>
        <source>green</source>
        <comment>colour</comment>
        <translation>vert</translation>
    </message>
    <message>
        <source>silver</source>
        <comment>colour</comment>
        <translation>argent</translation>
    </message>
    <message>
        <source>sage</source>
        <comment>colour</comment>
        <translation>sauge</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Other reason</source>
        <translation>Autre raison</translation>
    </message>
    <message>
        <source>not a fundus photograph</source>
        <translation>pas une rétinographie</translation>
    </message>
    <message>
        <source>no colour</source>
        <translation>pas de couleur</translation>
    </message>
    <message>
        <source>haze</source>
        <translation>voile</translation>
    </message>
    <message>
        <source>field cut off</source>
        <translation>champ tronqué</translation>
    </message>
    <message>
        <source>too few pixels</source>
        <translation>trop peu de pixels</translation>
    </message>
    <message>
        <source>overexposed</source>
        <translation>surexposé</translation>
    </message>
    <message>
        <source>no field of view</source>
        <translation>pas de champ de vue</translation>
    </message>
    <message>
        <source>noise or compression</source>
        <translation>bruit ou compression</translation>
    </message>
    <message>
        <source>uneven light</source>
        <translation>éclairage inégal</translation>
    </message>
    <message>
        <source>damaged file</source>
        <translation>fichier endommagé</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>centre</translation>
    </message>
    <message>
        <source>inner superior</source>
        <translation>interne supérieur</translation>
    </message>
    <message>
        <source>inner nasal</source>
        <translation>interne nasal</translation>
    </message>
    <message>
        <source>inner inferior</source>
        <translation>interne inférieur</translation>
    </message>
    <message>
        <source>inner temporal</source>
        <translation>interne temporal</translation>
    </message>
    <message>
        <source>outer superior</source>
        <translation>externe supérieur</translation>
    </message>
    <message>
        <source>outer nasal</source>
        <translation>externe nasal</translation>
    </message>
    <message>
        <source>outer inferior</source>
        <translation>externe inférieur</translation>
    </message>
    <message>
        <source>outer temporal</source>
        <translation>externe temporal</translation>
    </message>
    <message>
        <source>coverage regions</source>
        <translation>régions de couverture</translation>
    </message>
    <message>
        <source>attention regions</source>
        <translation>régions d&apos;attention</translation>
    </message>
    <message>
        <source>attention and coverage regions</source>
        <translation>régions d&apos;attention et de couverture</translation>
    </message>
    <message>
        <source>most certain first</source>
        <translation>les plus sûres d&apos;abord</translation>
    </message>
    <message>
        <source>by place</source>
        <translation>par emplacement</translation>
    </message>
    <message>
        <source>CSV holds only boxes: to other programs a mask is the box around it</source>
        <translation>le CSV ne contient que des cadres : pour d&apos;autres programmes, les masques sont les cadres qui les entourent</translation>
    </message>
    <message>
        <source>Pascal VOC holds only boxes: to other programs a mask is the box around it</source>
        <translation>Pascal VOC ne contient que des cadres : pour d&apos;autres programmes, les masques sont les cadres qui les entourent</translation>
    </message>
    <message>
        <source>masks do not say where one lesion ends, nor who drew it</source>
        <translation>les masques ne disent ni où finit une lésion, ni qui l&apos;a tracée</translation>
    </message>
    <message>
        <source>masks hold no gradings</source>
        <translation>les masques ne contiennent pas de stades</translation>
    </message>
    <message>
        <source>YOLO&apos;s lines hold only classes and shapes; the rest is in boxes.csv</source>
        <translation>les lignes de YOLO ne contiennent que classes et formes ; le reste est dans boxes.csv</translation>
    </message>
    <message>
        <source>gradings are in images.csv</source>
        <translation>les stades sont dans images.csv</translation>
    </message>
    <message>
        <source>Proposed as marks: neighbouring lesions share a box, specks are left out, at most 200.</source>
        <translation>Proposées comme marques : les lésions voisines partagent un cadre, les points isolés sont écartés, 200 au plus.</translation>
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
        <source>Zooms at the pointer</source>
        <translation>Zoome sous le pointeur</translation>
    </message>
    <message>
        <source>Scrolls; with Ctrl it zooms</source>
        <translation>Fait défiler ; avec Ctrl, zoome</translation>
    </message>
    <message>
        <source>At the zoom at which it was left</source>
        <translation>Au zoom où on l&apos;a laissé</translation>
    </message>
    <message>
        <source>At the zoom of the one before</source>
        <translation>Au zoom du précédent</translation>
    </message>
    <message>
        <source>Run when asked</source>
        <translation>Lancés sur demande</translation>
    </message>
    <message>
        <source>Run on every photograph shown</source>
        <translation>Lancés sur chaque cliché affiché</translation>
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
        <source>OD left, OS right; {key:fellow} goes to the other.</source>
        <translation>OD à gauche, OS à droite ; {key:fellow} passe à l&apos;autre.</translation>
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
        <source>Adjudicate readers</source>
        <translation>Arbitrer entre les lecteurs</translation>
    </message>
    <message>
        <source>Everybody&apos;s marks over each other, each with its sign, and what is decided.</source>
        <translation>Les marques de tous superposées, chacune avec son signe, et ce qui est décidé.</translation>
    </message>
    <message>
        <source>Previous visit beside</source>
        <translation>Visite précédente à côté</translation>
    </message>
    <message>
        <source>The same eye before, left, registered onto this photograph.</source>
        <translation>Le même œil auparavant, à gauche, recalé sur ce cliché.</translation>
    </message>
    <message>
        <source>Blink the previous visit over this one</source>
        <translation>Alterner la visite précédente avec celle-ci</translation>
    </message>
    <message>
        <source>The two change places, so that whatever has changed moves.</source>
        <translation>Les deux s&apos;échangent : ce qui a changé bouge.</translation>
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
        <source>Only on the screen; the file and all marks stay as they are.</source>
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
        <source>Faint hints once a previous visit is registered; never labels here.</source>
        <translation>Indices discrets dès que la visite précédente est recalée ; jamais des étiquettes ici.</translation>
    </message>
    <message>
        <source>Or hold {key:hold_bare}.</source>
        <translation>Ou maintenir {key:hold_bare}.</translation>
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
        <source>No attention map for this photograph yet.</source>
        <translation>Pas encore de carte d&apos;attention pour ce cliché.</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacité</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Contour</translation>
    </message>
    <message>
        <source>Draw</source>
        <comment>step</comment>
        <translation>Tracer</translation>
    </message>
    <message>
        <source>Paint</source>
        <comment>step</comment>
        <translation>Peindre</translation>
    </message>
    <message>
        <source>Outline</source>
        <comment>step</comment>
        <translation>Détourer</translation>
    </message>
    <message>
        <source>Place</source>
        <comment>step</comment>
        <translation>Placer</translation>
    </message>
    <message>
        <source>Move</source>
        <comment>step</comment>
        <translation>Déplacer</translation>
    </message>
    <message>
        <source>Resize</source>
        <comment>step</comment>
        <translation>Redimensionner</translation>
    </message>
    <message>
        <source>Change class of</source>
        <comment>step</comment>
        <translation>Changer la classe de</translation>
    </message>
    <message>
        <source>Delete</source>
        <comment>step</comment>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <comment>step</comment>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <source>Paste</source>
        <comment>step</comment>
        <translation>Coller</translation>
    </message>
    <message>
        <source>Accept</source>
        <comment>step</comment>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Reject</source>
        <comment>step</comment>
        <translation>Rejeter</translation>
    </message>
    <message>
        <source>Lock</source>
        <comment>step</comment>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Unlock</source>
        <comment>step</comment>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>Comment on</source>
        <comment>step</comment>
        <translation>Commenter</translation>
    </message>
    <message>
        <source>Erase part of</source>
        <comment>step</comment>
        <translation>Effacer une partie de</translation>
    </message>
    <message>
        <source>Move a point of</source>
        <comment>step</comment>
        <translation>Déplacer un point de</translation>
    </message>
    <message>
        <source>Add a point to</source>
        <comment>step</comment>
        <translation>Ajouter un point à</translation>
    </message>
    <message>
        <source>Remove a point of</source>
        <comment>step</comment>
        <translation>Retirer un point de</translation>
    </message>
    <message>
        <source>Split</source>
        <comment>step</comment>
        <translation>Diviser</translation>
    </message>
    <message>
        <source>Snap</source>
        <comment>step</comment>
        <translation>Ajuster</translation>
    </message>
    <message>
        <source>Make mask of</source>
        <comment>step</comment>
        <translation>Faire un masque de</translation>
    </message>
    <message>
        <source>Make box of</source>
        <comment>step</comment>
        <translation>Faire un cadre de</translation>
    </message>
    <message>
        <source>Doubt</source>
        <comment>step</comment>
        <translation>Douter de</translation>
    </message>
    <message>
        <source>Be sure of</source>
        <comment>step</comment>
        <translation>Être sûr de</translation>
    </message>
    <message>
        <source>Grade</source>
        <comment>step</comment>
        <translation>Donner le stade</translation>
    </message>
    <message>
        <source>Change patient</source>
        <comment>step</comment>
        <translation>Changer le patient</translation>
    </message>
    <message>
        <source>Change eye</source>
        <comment>step</comment>
        <translation>Changer l&apos;œil</translation>
    </message>
    <message>
        <source>Change date</source>
        <comment>step</comment>
        <translation>Changer la date</translation>
    </message>
    <message>
        <source>Change classes</source>
        <comment>step</comment>
        <translation>Modifier les classes</translation>
    </message>
    <message>
        <source>Import marks</source>
        <comment>step</comment>
        <translation>Importer des marques</translation>
    </message>
    <message>
        <source>Import grading</source>
        <comment>step</comment>
        <translation>Importer des stades</translation>
    </message>
    <message>
        <source>Keep answer</source>
        <comment>step</comment>
        <translation>Garder la réponse</translation>
    </message>
    <message>
        <source>Keep marks</source>
        <comment>step</comment>
        <translation>Garder les marques</translation>
    </message>
    <message>
        <source>Turn blind reading on</source>
        <comment>step</comment>
        <translation>Activer la lecture en aveugle</translation>
    </message>
    <message>
        <source>Turn blind reading off</source>
        <comment>step</comment>
        <translation>Désactiver la lecture en aveugle</translation>
    </message>
    <message>
        <source>Decide</source>
        <comment>step</comment>
        <translation>Décider</translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <comment>step</comment>
        <translation>Retirer la décision</translation>
    </message>
    <message numerus="yes">
        <source>copy %n mark(s) across</source>
        <translation>
            <numerusform>reprendre %n marque</numerusform>
            <numerusform>reprendre %n marques</numerusform>
        </translation>
    </message>
    <message>
        <source>{verb} {what}</source>
        <translation>{verb} {what}</translation>
    </message>
    <message>
        <source>Outline lesions</source>
        <translation>Tracer le contour des lésions</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Remplir</translation>
    </message>
    <message>
        <source>Fill lesions</source>
        <translation>Remplir les lésions</translation>
    </message>
    <message>
        <source>The squares that contain most of the lesions found</source>
        <translation>Les carrés qui contiennent le plus des lésions trouvées</translation>
    </message>
    <message>
        <source>Where the grading network looked</source>
        <translation>Où le réseau de classification a regardé</translation>
    </message>
    <message>
        <source>Reset thresholds</source>
        <translation>Réinitialiser les seuils</translation>
    </message>
    <message>
        <source>Use the model card&apos;s thresholds in this study, for every network and class</source>
        <translation>Utiliser dans cette étude les seuils de la fiche du modèle, pour chaque réseau et classe</translation>
    </message>
    <message>
        <source>No segmentation for this photograph yet.</source>
        <translation>Pas encore de segmentation pour ce cliché.</translation>
    </message>
    <message>
        <source>Where {network} looked for {target}. Not lesion evidence.</source>
        <translation>Où {network} a regardé pour {target}. Pas une preuve de lésion.</translation>
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
        <source>Marks of the previous visit</source>
        <translation>Marques de la visite précédente</translation>
    </message>
    <message>
        <source>Show  {key}</source>
        <translation>Voir  {key}</translation>
    </message>
    <message>
        <source>{network}, for {target}</source>
        <translation>{network}, pour {target}</translation>
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
        <source>No network has weights on this computer.</source>
        <translation>Aucun réseau n&apos;a de poids sur cet ordinateur.</translation>
    </message>
    <message>
        <source>{network} is queued</source>
        <translation>{network} est en file d&apos;attente</translation>
    </message>
    <message>
        <source>{network} waits for the analysis of this photograph.</source>
        <translation>{network} attend l&apos;analyse de ce cliché.</translation>
    </message>
    <message>
        <source>{network} has not analysed this photograph.</source>
        <translation>{network} n&apos;a pas analysé ce cliché.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lancer</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>dicom://TITLE@HOST:PORT, dicoms:// for TLS, or the https address of a DICOMweb service, whose password stands in the file .netrc.</source>
        <translation>dicom://TITRE@HÔTE:PORT, dicoms:// pour TLS, ou l&apos;adresse https d&apos;un service DICOMweb, dont le mot de passe est dans le fichier .netrc.</translation>
    </message>
    <message>
        <source>Get from archive</source>
        <translation>Récupérer de l&apos;archive</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Get photographs</source>
        <translation>Récupérer les photographies</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>By which the archive knows this program.</source>
        <translation>Par lequel l&apos;archive connaît ce programme.</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>entier</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Own title</source>
        <translation>Titre propre</translation>
    </message>
    <message>
        <source>Patient&apos;s ID</source>
        <translation>Identifiant du patient</translation>
    </message>
    <message>
        <source>Patient&apos;s name</source>
        <translation>Nom du patient</translation>
    </message>
    <message>
        <source>Day, or days</source>
        <translation>Jour ou jours</translation>
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
        <source>cannot be shown</source>
        <translation>ne peut être affiché</translation>
    </message>
    <message>
        <source>{state}, flagged</source>
        <translation>{state}, signalé</translation>
    </message>
    <message>
        <source>By its path</source>
        <translation>Par son chemin</translation>
    </message>
    <message>
        <source>Teaches</source>
        <translation>Apport</translation>
    </message>
    <message>
        <source>How much your label would teach the networks: where they are unsure or disagree, and where nothing alike is labelled yet</source>
        <translation>Ce que votre annotation apprendrait aux réseaux : là où ils hésitent ou divergent, et où rien de semblable n&apos;est encore annoté</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>How far you are with it</source>
        <translation>Où vous en êtes</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>signalé</translation>
    </message>
    <message>
        <source>What you have set aside to come back to</source>
        <translation>Ce que vous avez mis de côté pour y revenir</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>The reader&apos;s answer</source>
        <translation>La réponse du lecteur</translation>
    </message>
    <message>
        <source>Grade of retinopathy by the models</source>
        <translation>Stade de rétinopathie selon les modèles</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>Adresser</translation>
    </message>
    <message>
        <source>Probability of referable retinopathy, by the models</source>
        <translation>Probabilité de rétinopathie à adresser, selon les modèles</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>Écart</translation>
    </message>
    <message>
        <source>How many grades of retinopathy the networks are apart</source>
        <translation>Écart des réseaux en stades de rétinopathie</translation>
    </message>
    <message>
        <source>Answer of the quality gate; sorts by its score</source>
        <translation>Réponse du contrôle qualité ; trie par son score</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marques</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>“Copy labels across to mine”, in the menu Mark, takes the selected ones. “Record my answer as the consensus”, in the menu Grade, is kept with your name.</source>
        <translation>« Reprendre les étiquettes comme miennes », dans le menu Marquer, prend celles qui sont sélectionnées. « Enregistrer ma réponse comme consensus », dans le menu Donner le stade, est conservé avec votre nom.</translation>
    </message>
    <message>
        <source>Readers and networks</source>
        <translation>Lecteurs et réseaux</translation>
    </message>
    <message>
        <source>Consensus</source>
        <translation>Consensus</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Décider ainsi</translation>
    </message>
    <message>
        <source>{answer}, decided by {name}, {when}</source>
        <translation>{answer}, décidé par {name}, {when}</translation>
    </message>
    <message>
        <source>Nothing decided yet</source>
        <translation>Rien de décidé encore</translation>
    </message>
    <message>
        <source>Lesions that are marked</source>
        <translation>Lésions marquées</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>When it was taken: by its header or name, or as you said</source>
        <translation>Quand il a été pris : selon l&apos;en-tête ou le nom, ou selon vous</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Prise par</translation>
    </message>
    <message>
        <source>Who is to read it</source>
        <translation>Qui doit la lire</translation>
    </message>
    <message>
        <source>Who answered, or marked last</source>
        <translation>Qui a répondu, ou marqué en dernier</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation>Arbitrage</translation>
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
        <source>Click point by point; a click on the first or the last one, or {key:enter}, closes it; {key:point_back} takes a point back.</source>
        <translation>Cliquer point par point ; un clic sur le premier ou le dernier, ou {key:enter}, le ferme ; {key:point_back} reprend un point.</translation>
    </message>
    <message>
        <source>Outline the lesion under the pointer</source>
        <translation>Détourer la lésion sous le pointeur</translation>
    </message>
    <message>
        <source>One click a lesion: by the models&apos; map where there is one, else by colour.</source>
        <translation>Un clic par lésion : par la carte des modèles s&apos;il y en a une, sinon par la couleur.</translation>
    </message>
    <message>
        <source>Snap boxes to their lesions</source>
        <translation>Ajuster les cadres à leurs lésions</translation>
    </message>
    <message>
        <source>Make masks of boxes</source>
        <translation>Faire des masques à partir des cadres</translation>
    </message>
    <message>
        <source>The pixels of the lesions in them, by the models&apos; map or by colour.</source>
        <translation>Les pixels des lésions qu&apos;ils contiennent, par la carte des modèles ou la couleur.</translation>
    </message>
    <message>
        <source>Make boxes of masks</source>
        <translation>Faire des cadres à partir des masques</translation>
    </message>
    <message>
        <source>Split a cluster into its lesions</source>
        <translation>Diviser un amas en ses lésions</translation>
    </message>
    <message>
        <source>The part in view; press or drag to move there</source>
        <translation>La partie visible ; cliquer ou glisser pour s&apos;y déplacer</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>Vue d&apos;ensemble</translation>
    </message>
    <message>
        <source>{length:.0f} px, {diameters:.2f} DD, about {mm:.2f} mm</source>
        <translation>{length:.0f} px, {diameters:.2f} DP, environ {mm:.2f} mm</translation>
    </message>
    <message>
        <source>{area:.0f} px², {diameters:.3f} DD², about {mm:.3f} mm²</source>
        <translation>{area:.0f} px², {diameters:.3f} DP², environ {mm:.3f} mm²</translation>
    </message>
    <message>
        <source>1 disc diameter, 1.5 mm</source>
        <translation>1 diamètre papillaire, 1,5 mm</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>verrouillée</translation>
    </message>
    <message>
        <source>not certain</source>
        <translation>pas certain</translation>
    </message>
    <message>
        <source>Scoring the networks&apos; regions …</source>
        <translation>Évaluation des régions des réseaux …</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Différence</translation>
    </message>
    <message>
        <source>{network} gave no answer.</source>
        <translation>{network} n&apos;a pas répondu.</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Copier le tableau</translation>
    </message>
    <message>
        <source>As tab-separated text, for a spreadsheet</source>
        <translation>En texte séparé par tabulations, pour un tableur</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>Stades</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Cadres</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>as many at random</source>
        <translation>autant au hasard</translation>
    </message>
    <message>
        <source>at the centre</source>
        <translation>au centre</translation>
    </message>
    <message>
        <source>No photograph of this study has your boxes yet. Draw some, and the sources&apos; regions are scored against them here.</source>
        <translation>Aucun cliché de cette étude n&apos;a encore vos cadres. Tracez-en, et les régions des réseaux y seront comparées ici.</translation>
    </message>
    <message>
        <source>IoM recall</source>
        <translation>Rappel IoM</translation>
    </message>
    <message>
        <source>IoM threshold</source>
        <translation>Seuil d&apos;IoM</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>Recall at one threshold</source>
        <translation>Rappel à un seuil</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Courbes</translation>
    </message>
    <message>
        <source>Recall at every threshold</source>
        <translation>Rappel à chaque seuil</translation>
    </message>
    <message numerus="yes">
        <source>Run on %n photograph(s)</source>
        <translation>
            <numerusform>Lancer sur %n cliché</numerusform>
            <numerusform>Lancer sur %n clichés</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop, {count} to go</source>
        <translation>Arrêter, reste {count}</translation>
    </message>
    <message>
        <source>Recall at {threshold:g}</source>
        <translation>Rappel à {threshold:g}</translation>
    </message>
    <message>
        <source>Field covered</source>
        <translation>Champ couvert</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>cadres</translation>
    </message>
    <message>
        <source>persons</source>
        <translation>personnes</translation>
    </message>
    <message>
        <source>random, boxes</source>
        <translation>hasard, cadres</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} à {high}</translation>
    </message>
    <message numerus="yes">
        <source>{network} has not run on {missing} of %n photograph(s) with your boxes.</source>
        <translation>
            <numerusform>{network} n&apos;a pas tourné sur {missing} sur %n cliché avec vos cadres.</numerusform>
            <numerusform>{network} n&apos;a pas tourné sur {missing} des %n clichés avec vos cadres.</numerusform>
        </translation>
    </message>
    <message>
        <source>too few for intervals</source>
        <translation>trop peu pour des intervalles</translation>
    </message>
    <message>
        <source>with 95 % intervals</source>
        <translation>avec intervalles à 95 %</translation>
    </message>
    <message>
        <source>{boxes} on {images} of {persons}, {interval}.</source>
        <translation>{boxes} sur {images} de {persons}, {interval}.</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n cadre</numerusform>
            <numerusform>%n cadres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s)</source>
        <translation>
            <numerusform>%n cliché</numerusform>
            <numerusform>%n clichés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n personne</numerusform>
            <numerusform>%n personnes</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawing the demo&apos;s photographs, once only; each appears when it is ready.</source>
        <translation>Dessin des clichés de démonstration, une seule fois ; chacun apparaît quand il est prêt.</translation>
    </message>
    <message>
        <source>The demo&apos;s photographs cannot be drawn: {why}</source>
        <translation>Les clichés de démonstration ne peuvent être dessinés : {why}</translation>
    </message>
    <message>
        <source>The patches of this cluster are hardly more alike than patches of different clusters; what they share may be chance.</source>
        <translation>Les vignettes de ce groupe ne se ressemblent guère plus que celles de groupes différents ; leur point commun peut être dû au hasard.</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>Nommer…</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>Écarté</translation>
    </message>
    <message>
        <source>Cluster {number}</source>
        <translation>Groupe {number}</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Écarter</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Sans nom</translation>
    </message>
    <message numerus="yes">
        <source>%n patch(es)</source>
        <translation>
            <numerusform>%n vignette</numerusform>
            <numerusform>%n vignettes</numerusform>
        </translation>
    </message>
    <message>
        <source>{patches} of {photographs}</source>
        <translation>{patches} de {photographs}</translation>
    </message>
    <message>
        <source>silhouette {value:.2f}</source>
        <translation>silhouette {value:.2f}</translation>
    </message>
    <message>
        <source>loose</source>
        <translation>lâche</translation>
    </message>
    <message>
        <source>loading the network …</source>
        <translation>chargement du réseau …</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} sur {total}</translation>
    </message>
    <message>
        <source>clustering …</source>
        <translation>regroupement …</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>La recherche a été arrêtée.</translation>
    </message>
    <message>
        <source>The clusters could not be saved and are kept only until you close: {why}</source>
        <translation>Les groupes n&apos;ont pu être enregistrés et ne sont gardés que jusqu&apos;à la fermeture : {why}</translation>
    </message>
    <message>
        <source>{network}: {places} places on {photographs} photographs in {clusters} clusters.</source>
        <translation>{network} : {places} endroits sur {photographs} clichés en {clusters} groupes.</translation>
    </message>
    <message>
        <source>{count} not used, such as {name}: {why}.</source>
        <translation>{count} non utilisés, comme {name} : {why}.</translation>
    </message>
    <message>
        <source>Click a patch to see it on its photograph.</source>
        <translation>Cliquez sur une vignette pour la voir sur son cliché.</translation>
    </message>
    <message>
        <source>Finds the places where a grading network responds most in this study, and clusters those that look alike. Name a cluster that shows one kind of lesion, then go from place to place and draw the lesions that are there.</source>
        <translation>Trouve les endroits où un réseau de classification réagit le plus dans cette étude, et regroupe ceux qui se ressemblent. Nommez un groupe qui montre un type de lésion, puis allez d&apos;un endroit à l&apos;autre et tracez les lésions présentes.</translation>
    </message>
    <message>
        <source>Lesion discovery – RetinaView</source>
        <translation>Découverte de lésions – RetinaView</translation>
    </message>
    <message>
        <source>Find clusters</source>
        <translation>Trouver des groupes</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Endroit suivant</translation>
    </message>
    <message>
        <source>Goes through the places of the named clusters ({key:next_place})</source>
        <translation>Parcourt les endroits des groupes nommés ({key:next_place})</translation>
    </message>
    <message>
        <source>Find again</source>
        <translation>Chercher à nouveau</translation>
    </message>
    <message numerus="yes">
        <source>The named clusters have %n place(s).</source>
        <translation>
            <numerusform>Les groupes nommés ont %n endroit.</numerusform>
            <numerusform>Les groupes nommés ont %n endroits.</numerusform>
        </translation>
    </message>
    <message>
        <source>Place {at} of {count}.</source>
        <translation>Endroit {at} sur {count}.</translation>
    </message>
    <message>
        <source>Name a cluster to go through its places.</source>
        <translation>Nommez un groupe pour parcourir ses endroits.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Response {value:.2f}</source>
        <translation>Réponse {value:.2f}</translation>
    </message>
    <message>
        <source>similarity {value:.2f}</source>
        <translation>similarité {value:.2f}</translation>
    </message>
    <message>
        <source>the exemplar</source>
        <translation>l&apos;exemplaire type</translation>
    </message>
    <message>
        <source>Click to open the photograph here</source>
        <translation>Cliquer pour ouvrir le cliché ici</translation>
    </message>
    <message>
        <source>{reader} (you)</source>
        <translation>{reader} (vous)</translation>
    </message>
    <message>
        <source>Disc or fovea is not known; a box of each sets it.</source>
        <translation>Papille ou fovéa inconnue ; un cadre de chacune la fixe.</translation>
    </message>
    <message>
        <source>Lesions are hidden until you have answered.</source>
        <translation>Les lésions sont cachées jusqu&apos;à votre réponse.</translation>
    </message>
    <message>
        <source>No haemorrhage or microaneurysm</source>
        <translation>Ni hémorragie ni microanévrisme</translation>
    </message>
    <message>
        <source>Haemorrhages, microaneurysms: not assessed</source>
        <translation>Hémorragies, microanévrismes : non évalués</translation>
    </message>
    <message>
        <source>{count}; more than {many} in {quadrants} of {all} quadrants</source>
        <translation>{count} ; &gt; {many} dans {quadrants} quadrants sur {all}</translation>
    </message>
    <message>
        <source>New vessels, preretinal haemorrhage: not assessed</source>
        <translation>Néovaisseaux, hémorr. prérétinienne : non évalués</translation>
    </message>
    <message>
        <source>New vessels: {vessels}, preretinal haemorrhage: {blood} marked</source>
        <translation>Néovaisseaux : {vessels}, hémorragie prérétinienne : {blood} marqués</translation>
    </message>
    <message>
        <source>No hard exudate</source>
        <translation>Pas d&apos;exsudat dur</translation>
    </message>
    <message>
        <source>Hard exudates: not assessed</source>
        <translation>Exsudats durs : non évalués</translation>
    </message>
    <message>
        <source>{count}; distance not known</source>
        <translation>{count} ; distance inconnue</translation>
    </message>
    <message>
        <source>{count}, none within {limit:.0f} disc diameter (nearest {nearest:.1f})</source>
        <translation>{count}, aucun à moins de {limit:.0f} DP (plus proche {nearest:.1f})</translation>
    </message>
    <message>
        <source>{near} of {count} within {limit:.0f} disc diameter (nearest {nearest:.1f})</source>
        <translation>{near} sur {count} à moins de {limit:.0f} DP (plus proche {nearest:.1f})</translation>
    </message>
    <message>
        <source>DR {grade} ({share})</source>
        <translation>RD {grade} ({share})</translation>
    </message>
    <message>
        <source>DME {grade} ({share})</source>
        <translation>OMD {grade} ({share})</translation>
    </message>
    <message>
        <source>No other network has graded it</source>
        <translation>Aucun autre réseau ne l&apos;a classé</translation>
    </message>
    <message>
        <source>The networks agree on DR</source>
        <translation>Les réseaux concordent sur la RD</translation>
    </message>
    <message numerus="yes">
        <source>The networks are %n grade(s) apart on DR</source>
        <translation>
            <numerusform>Les réseaux diffèrent de %n stade de RD</numerusform>
            <numerusform>Les réseaux diffèrent de %n stades de RD</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody else has answered</source>
        <translation>Personne d&apos;autre n&apos;a répondu</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) by others, shown once you have answered</source>
        <translation>
            <numerusform>%n réponse d&apos;autres, visible après la vôtre</numerusform>
            <numerusform>%n réponses d&apos;autres, visibles après la vôtre</numerusform>
        </translation>
    </message>
    <message>
        <source>no grade</source>
        <translation>pas de stade</translation>
    </message>
    <message>
        <source>{count} proposed</source>
        <translation>{count} proposées</translation>
    </message>
    <message>
        <source>{count}, {proposed} proposed</source>
        <translation>{count}, dont {proposed} proposées</translation>
    </message>
    <message>
        <source>Waiting for the models …</source>
        <translation>En attente des modèles …</translation>
    </message>
    <message>
        <source>Hidden until you have answered.</source>
        <translation>Caché jusqu&apos;à votre réponse.</translation>
    </message>
    <message>
        <source>The models are ready. Answer, and press {key:enter} to see what they say.</source>
        <translation>Les modèles sont prêts. Répondez, puis {key:enter} pour voir ce qu&apos;ils disent.</translation>
    </message>
    <message>
        <source>Not analysed yet ({key:run} to run).</source>
        <translation>Pas encore analysé ({key:run} pour lancer).</translation>
    </message>
    <message>
        <source>Every photograph of this study has been analysed.</source>
        <translation>Tous les clichés de cette étude ont été analysés.</translation>
    </message>
    <message>
        <source>This photograph cannot be shown.</source>
        <translation>Ce cliché ne peut être affiché.</translation>
    </message>
    <message>
        <source>Graded together with the {eye} ({file}).</source>
        <translation>Classé avec l&apos;{eye} ({file}).</translation>
    </message>
    <message>
        <source>Graded alone: this network grades one eye at a time.</source>
        <translation>Classé seul : ce réseau classe un œil à la fois.</translation>
    </message>
    <message>
        <source>Graded alone: the study does not say which eye this is.</source>
        <translation>Classé seul : l&apos;étude ne dit pas de quel œil il s&apos;agit.</translation>
    </message>
    <message>
        <source>Graded alone: no photograph of the {eye}.</source>
        <translation>Classé seul : pas de cliché de l&apos;{eye}.</translation>
    </message>
    <message>
        <source>Graded alone, without the {eye} ({file}).</source>
        <translation>Classé seul, sans l&apos;{eye} ({file}).</translation>
    </message>
    <message>
        <source>Graded alone, without the {eye} ({file}). {key:run} grades both together.</source>
        <translation>Classé seul, sans l&apos;{eye} ({file}). {key:run} classe les deux ensemble.</translation>
    </message>
    <message>
        <source>other eye</source>
        <translation>autre œil</translation>
    </message>
    <message>
        <source>left eye</source>
        <translation>œil gauche</translation>
    </message>
    <message>
        <source>right eye</source>
        <translation>œil droit</translation>
    </message>
    <message>
        <source>the models</source>
        <translation>les modèles</translation>
    </message>
    <message>
        <source>{name}: {network} failed ({why})</source>
        <translation>{name} : échec de {network} ({why})</translation>
    </message>
    <message>
        <source>Unreliable: the photograph is ungradable.</source>
        <translation>Peu fiable : le cliché est ininterprétable.</translation>
    </message>
    <message>
        <source>These lesions contradict the grade “No DR”.</source>
        <translation>Ces lésions contredisent le stade « Pas de RD ».</translation>
    </message>
    <message>
        <source>Open a photograph to see the models&apos; answer.</source>
        <translation>Ouvrez un cliché pour voir la réponse des modèles.</translation>
    </message>
    <message>
        <source>by {network}</source>
        <translation>par {network}</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Pas de réponse</translation>
    </message>
    <message>
        <source>Segmenting …</source>
        <translation>Segmentation …</translation>
    </message>
    <message>
        <source>Not a fundus photograph</source>
        <translation>Pas une rétinographie</translation>
    </message>
    <message>
        <source>No grade</source>
        <translation>Pas de stade</translation>
    </message>
    <message>
        <source>No DR grade</source>
        <translation>Pas de stade de RD</translation>
    </message>
    <message>
        <source>This network grades macular oedema only.</source>
        <translation>Ce réseau ne classe que l&apos;œdème maculaire.</translation>
    </message>
    <message>
        <source>Referable with probability {share}</source>
        <translation>À adresser, probabilité {share}</translation>
    </message>
    <message>
        <source>Quality doubtful: {reasons}</source>
        <translation>Qualité douteuse : {reasons}</translation>
    </message>
    <message>
        <source>Grading network</source>
        <translation>Réseau de classification</translation>
    </message>
    <message>
        <source>Whose answer is shown ({key:next_source}, {key:previous_source})</source>
        <translation>Dont la réponse est affichée ({key:next_source}, {key:previous_source})</translation>
    </message>
    <message>
        <source>Grading</source>
        <translation>Classement</translation>
    </message>
    <message>
        <source>Diabetic retinopathy, by the models</source>
        <translation>Rétinopathie diabétique, selon les modèles</translation>
    </message>
    <message>
        <source>Macular oedema</source>
        <translation>Œdème maculaire</translation>
    </message>
    <message>
        <source>Lesions found</source>
        <translation>Lésions trouvées</translation>
    </message>
    <message>
        <source>Image quality</source>
        <translation>Qualité de l&apos;image</translation>
    </message>
    <message>
        <source>No grading network has run.</source>
        <translation>Aucun réseau de classification n&apos;a tourné.</translation>
    </message>
    <message>
        <source>The models give no grade; refer.</source>
        <translation>Les modèles ne donnent pas de stade ; adresser.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>No hard exudate within {diameters:.0f} disc diameters of the fovea.</source>
        <translation>Pas d&apos;exsudat dur à moins de {diameters:.0f} diamètres papillaires de la fovéa.</translation>
    </message>
    <message>
        <source>Hard exudate nearest to the fovea: {diameters:.1f} disc diameters.</source>
        <translation>Exsudat dur le plus proche de la fovéa : {diameters:.1f} diamètres papillaires.</translation>
    </message>
    <message>
        <source>no weights: {command}</source>
        <translation>pas de poids : {command}</translation>
    </message>
    <message>
        <source>No other grading network has weights; the list shows the command that trains each.</source>
        <translation>Aucun autre réseau de classification n&apos;a de poids ; la liste donne la commande qui entraîne chacun.</translation>
    </message>
    <message>
        <source>{network} is analysing this photograph …</source>
        <translation>{network} analyse ce cliché …</translation>
    </message>
    <message>
        <source>Not analysed yet by {network} ({key:run} to run).</source>
        <translation>Pas encore analysé par {network} ({key:run} pour lancer).</translation>
    </message>
    <message>
        <source>loading the models</source>
        <translation>chargement des modèles</translation>
    </message>
    <message>
        <source>field of view</source>
        <translation>champ de vue</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>qualité</translation>
    </message>
    <message>
        <source>lesions</source>
        <translation>lésions</translation>
    </message>
    <message>
        <source>grade</source>
        <translation>stade</translation>
    </message>
    <message>
        <source>disc and fovea</source>
        <translation>papille et fovéa</translation>
    </message>
    <message>
        <source>{file} is read-only; nothing is saved.</source>
        <translation>{file} est en lecture seule ; rien n&apos;est enregistré.</translation>
    </message>
    <message>
        <source>Everything is already saved in {file}.</source>
        <translation>Tout est déjà enregistré dans {file}.</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projets</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Enregistrer une copie</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} copie</translation>
    </message>
    <message>
        <source>Saving a copy</source>
        <translation>Enregistrement d&apos;une copie</translation>
    </message>
    <message>
        <source>Label files</source>
        <translation>Fichiers d&apos;annotations</translation>
    </message>
    <message>
        <source>YOLO classes</source>
        <translation>Classes YOLO</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>Importer des annotations</translation>
    </message>
    <message>
        <source>Open the photographs first, then their labels.</source>
        <translation>Ouvrez d&apos;abord les clichés, puis leurs annotations.</translation>
    </message>
    <message>
        <source>Exporting labels</source>
        <translation>Export des annotations</translation>
    </message>
    <message>
        <source>{what}: {count} files</source>
        <translation>{what} : {count} fichiers</translation>
    </message>
    <message>
        <source>{what} was stopped; nothing was changed.</source>
        <translation>{what} : arrêté ; rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>{why}; nothing was exported.</source>
        <translation>{why} ; rien n&apos;a été exporté.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written to {folder}: {what}.</source>
        <translation>
            <numerusform>%n fichier écrit dans {folder} : {what}.</numerusform>
            <numerusform>%n fichiers écrits dans {folder} : {what}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>A copy of the study was saved to {path}.</source>
        <translation>Une copie de l&apos;étude a été enregistrée dans {path}.</translation>
    </message>
    <message>
        <source>The labels could not be read or written: {why}</source>
        <translation>Les annotations n&apos;ont pu être lues ou écrites : {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of all readers</source>
        <translation>
            <numerusform>%n étape de tous les lecteurs</numerusform>
            <numerusform>%n étapes de tous les lecteurs</numerusform>
        </translation>
    </message>
    <message>
        <source>Two tables, boxes and grades, with authors and provenance</source>
        <translation>Deux tableaux, cadres et stades, avec auteurs et provenance</translation>
    </message>
    <message>
        <source>One JSON file, for detection libraries</source>
        <translation>Un fichier JSON, pour les bibliothèques de détection</translation>
    </message>
    <message>
        <source>One text file per photograph, with data.yaml</source>
        <translation>Un fichier texte par cliché, avec data.yaml</translation>
    </message>
    <message>
        <source>One XML file per photograph</source>
        <translation>Un fichier XML par cliché</translation>
    </message>
    <message>
        <source>One JSON file per photograph, opens in labelme</source>
        <translation>Un fichier JSON par cliché, s&apos;ouvre dans labelme</translation>
    </message>
    <message>
        <source>One XML file, for correction in CVAT</source>
        <translation>Un fichier XML, à corriger dans CVAT</translation>
    </message>
    <message>
        <source>PNG masks</source>
        <translation>Masques PNG</translation>
    </message>
    <message>
        <source>One 0/255 picture per photograph and class</source>
        <translation>Une image 0/255 par cliché et classe</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>One file of who did what and when, by all readers</source>
        <translation>Un seul fichier : qui a fait quoi et quand, pour tous les lecteurs</translation>
    </message>
    <message>
        <source>Labels only</source>
        <translation>Annotations seules</translation>
    </message>
    <message>
        <source>Write no photographs</source>
        <translation>N&apos;écrire aucun cliché</translation>
    </message>
    <message>
        <source>With copies</source>
        <translation>Avec copies</translation>
    </message>
    <message>
        <source>Write a copy of every photograph, for a data set to pass on</source>
        <translation>Écrire une copie de chaque cliché, pour un jeu de données à transmettre</translation>
    </message>
    <message>
        <source>With links</source>
        <translation>Avec liens</translation>
    </message>
    <message>
        <source>Write links to the photographs, for training on this computer</source>
        <translation>Écrire des liens vers les clichés, pour l&apos;entraînement sur cet ordinateur</translation>
    </message>
    <message>
        <source>Not split</source>
        <translation>Sans répartition</translation>
    </message>
    <message>
        <source>All readers&apos; steps are written; a new project can be made from them.</source>
        <translation>Les étapes de tous les lecteurs sont écrites ; un nouveau projet peut en être fait.</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>Exporter les annotations</translation>
    </message>
    <message>
        <source>Shares of train, val and test; by patient, stratified by grade</source>
        <translation>Parts de train, val et test ; par patient, stratifiées par stade</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>Clichés</translation>
    </message>
    <message>
        <source>Train, val, test</source>
        <translation>Train, val, test</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Your labels are written: drawn, accepted and edited marks, and your grades.</source>
        <translation>Vos annotations sont écrites : marques tracées, acceptées et modifiées, et vos stades.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Importing labels</source>
        <translation>Import des annotations</translation>
    </message>
    <message>
        <source>Imported {what}.</source>
        <translation>Importé : {what}.</translation>
    </message>
    <message>
        <source>Reading labels</source>
        <translation>Lecture des annotations</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Laisser de côté</translation>
    </message>
    <message>
        <source>Leave labels with problems out</source>
        <translation>Laisser de côté les annotations à problème</translation>
    </message>
    <message>
        <source>Cut boxes to their photograph, and leave out the rest</source>
        <translation>Rogner les cadres au cliché, et laisser le reste de côté</translation>
    </message>
    <message>
        <source>Reading the files again…</source>
        <translation>Nouvelle lecture des fichiers…</translation>
    </message>
    <message>
        <source>To be imported: {classes}. In all, {all}.</source>
        <translation>Seront importés : {classes}. En tout, {all}.</translation>
    </message>
    <message>
        <source>To be imported: {all}.</source>
        <translation>Seront importés : {all}.</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s):</source>
        <translation>
            <numerusform>%n problème :</numerusform>
            <numerusform>%n problèmes :</numerusform>
        </translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>et {count} de plus</translation>
    </message>
    <message>
        <source>Add it to the classes of this study</source>
        <translation>L&apos;ajouter aux classes de cette étude</translation>
    </message>
    <message>
        <source>Class “{name}” is</source>
        <translation>La classe « {name} » est</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>right (OD) eye</source>
        <translation>œil droit (OD)</translation>
    </message>
    <message>
        <source>left (OS) eye</source>
        <translation>œil gauche (OS)</translation>
    </message>
    <message>
        <source>quality doubtful: {reasons}</source>
        <translation>qualité douteuse : {reasons}</translation>
    </message>
    <message>
        <source>ungradable: {reasons}</source>
        <translation>ininterprétable : {reasons}</translation>
    </message>
    <message>
        <source>No regions for this photograph yet.</source>
        <translation>Pas encore de régions pour ce cliché.</translation>
    </message>
    <message>
        <source>Segmenting lesions …</source>
        <translation>Segmentation des lésions …</translation>
    </message>
    <message>
        <source>The squares, at most four, that contain most of the lesions found.</source>
        <translation>Les carrés, quatre au plus, qui contiennent le plus des lésions trouvées.</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>le réseau</translation>
    </message>
    <message>
        <source>Where {network} responds most. Not lesion evidence.</source>
        <translation>Où {network} réagit le plus. Pas une preuve de lésion.</translation>
    </message>
    <message>
        <source>Lesions found at this threshold</source>
        <translation>Lésions trouvées à ce seuil</translation>
    </message>
    <message>
        <source>Reset. The model card says {card:.2f}.</source>
        <translation>Réinitialiser. La fiche du modèle dit {card:.2f}.</translation>
    </message>
    <message>
        <source>A pixel counts as lesion from this probability upwards. The model card says {card:.2f}. Double-click to reset.</source>
        <translation>Un pixel compte comme lésion à partir de cette probabilité. La fiche du modèle dit {card:.2f}. Double-clic pour réinitialiser.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Trouvées</translation>
    </message>
    <message>
        <source>Reset threshold of {lesion}</source>
        <translation>Réinitialiser le seuil : {lesion}</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Touche</translation>
    </message>
    <message>
        <source>In files</source>
        <translation>Dans les fichiers</translation>
    </message>
    <message>
        <source>Colour of {lesion}</source>
        <translation>Couleur de {lesion}</translation>
    </message>
    <message>
        <source>usual</source>
        <comment>colour</comment>
        <translation>habituelle</translation>
    </message>
    <message>
        <source>other</source>
        <comment>colour</comment>
        <translation>autre</translation>
    </message>
    <message>
        <source>Name of {lesion}</source>
        <translation>Nom de {lesion}</translation>
    </message>
    <message>
        <source>Key of {lesion}</source>
        <translation>Touche de {lesion}</translation>
    </message>
    <message>
        <source>As photographed</source>
        <translation>Tel que photographié</translation>
    </message>
    <message>
        <source>Red-free</source>
        <translation>Anérythre</translation>
    </message>
    <message>
        <source>Green channel: vessels and haemorrhages stand out</source>
        <translation>Canal vert : vaisseaux et hémorragies ressortent</translation>
    </message>
    <message>
        <source>CLAHE</source>
        <translation>CLAHE</translation>
    </message>
    <message>
        <source>Local contrast equalised</source>
        <translation>Contraste local égalisé</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réinitialiser</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>Cliché</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Luminosité</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>models: {answer}</source>
        <translation>modèles : {answer}</translation>
    </message>
    <message>
        <source>Something went wrong ({what}). Your labels are saved; details are in the log.</source>
        <translation>Une erreur s&apos;est produite ({what}). Vos annotations sont enregistrées ; les détails sont dans le journal.</translation>
    </message>
    <message>
        <source>Class of the next box; a digit chooses it</source>
        <translation>Classe du prochain cadre ; un chiffre la choisit</translation>
    </message>
    <message>
        <source>Saving the marks</source>
        <translation>Enregistrement des marques</translation>
    </message>
    <message>
        <source>Class changed to {lesion}. {key:undo} undoes this.</source>
        <translation>Classe changée en {lesion}. {key:undo} annule.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Statut</translation>
    </message>
    <message>
        <source>The longer side in disc diameters (DD); in pixels where disc or fovea is not known</source>
        <translation>Le plus grand côté en diamètres papillaires (DP) ; en pixels si papille ou fovéa est inconnue</translation>
    </message>
    <message>
        <source>Quadrant as seen from the disc, and distance to the fovea in disc diameters (DD):
superior or inferior, temporal or nasal</source>
        <translation>Quadrant vu de la papille, et distance à la fovéa en diamètres papillaires (DP) :
supérieur ou inférieur, temporal ou nasal</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}</source>
        <translation>{width:.0f} × {height:.0f} px à {x:.0f}, {y:.0f}</translation>
    </message>
    <message>
        <source>Proposed by {model}</source>
        <translation>Proposée par {model}</translation>
    </message>
    <message>
        <source>Proposed by {model}, threshold {limit:.2f}</source>
        <translation>Proposée par {model}, seuil {limit:.2f}</translation>
    </message>
    <message>
        <source>Imported from {source}</source>
        <translation>Importée de {source}</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Verrouillée</translation>
    </message>
    <message>
        <source>Not certain</source>
        <translation>Pas certain</translation>
    </message>
    <message>
        <source>{quadrant}; ETDRS grid: {sector}</source>
        <translation>{quadrant} ; grille ETDRS : {sector}</translation>
    </message>
    <message>
        <source>{size:.2f} disc diameters long, {distance:.2f} from the fovea</source>
        <translation>{size:.2f} diamètres papillaires de long, à {distance:.2f} de la fovéa</translation>
    </message>
    <message>
        <source>{size:.2f} DD</source>
        <translation>{size:.2f} DP</translation>
    </message>
    <message>
        <source>Nothing stands out from the retina there; paint it with the brush ({key:brush}).</source>
        <translation>Rien ne se détache de la rétine ici ; peignez-le au pinceau ({key:brush}).</translation>
    </message>
    <message>
        <source>No lesion is seen under this box; it stays as before.</source>
        <translation>Aucune lésion visible sous ce cadre ; il reste inchangé.</translation>
    </message>
    <message numerus="yes">
        <source>No lesion is seen under %n box(es); they stay as before.</source>
        <translation>
            <numerusform>Aucune lésion visible sous %n cadre ; il reste inchangé.</numerusform>
            <numerusform>Aucune lésion visible sous %n cadres ; ils restent inchangés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing tells lesions apart there; it stays one mark.</source>
        <translation>Rien n&apos;y distingue plusieurs lésions ; cela reste une marque.</translation>
    </message>
    <message>
        <source>Brush and eraser are {width} pixels wide.</source>
        <translation>Pinceau et gomme ont {width} pixels de large.</translation>
    </message>
    <message>
        <source>The eraser takes from the selected mark alone, and did not touch it.</source>
        <translation>La gomme n&apos;enlève qu&apos;à la marque sélectionnée, et ne l&apos;a pas touchée.</translation>
    </message>
    <message>
        <source>The polygon holds no pixel of the photograph.</source>
        <translation>Le polygone ne contient aucun pixel du cliché.</translation>
    </message>
    <message>
        <source>No marks</source>
        <translation>Aucune marque</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Which classes are shown, here and on the photograph</source>
        <translation>Quelles classes sont affichées, ici et sur le cliché</translation>
    </message>
    <message>
        <source>{count} hidden</source>
        <translation>{count} masquées</translation>
    </message>
    <message>
        <source>{count} marked</source>
        <translation>{count} marquées</translation>
    </message>
    <message>
        <source>{marked}, {count} proposed</source>
        <translation>{marked}, {count} proposées</translation>
    </message>
    <message>
        <source>{marked}, {count} proposed ({key:layer_proposals} shows them)</source>
        <translation>{marked}, {count} proposées ({key:layer_proposals} les montre)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Ouvrir un récent</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>Intervalle à 95 %</translation>
    </message>
    <message>
        <source>On photographs that both have read. Intervals by bootstrap over photographs; boxes are paired one to one where they overlap by half (IoU, IoM), or each holds the other&apos;s centre.</source>
        <translation>Sur les photographies que les deux ont lues. Intervalles par bootstrap sur les photographies ; les boîtes sont appariées une à une si elles se recouvrent de moitié (IoU, IoM) ou si chacune contient le centre de l&apos;autre.</translation>
    </message>
    <message>
        <source>Agreement of readers</source>
        <translation>Concordance des lecteurs</translation>
    </message>
    <message>
        <source>First reader</source>
        <translation>Premier lecteur</translation>
    </message>
    <message>
        <source>Second reader</source>
        <translation>Second lecteur</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Calcul …</translation>
    </message>
    <message>
        <source>and</source>
        <translation>et</translation>
    </message>
    <message>
        <source>Both have graded {photographs}.</source>
        <translation>Les deux ont classé {photographs}.</translation>
    </message>
    <message>
        <source>These two have read no photograph in common.</source>
        <translation>Ces deux lecteurs n&apos;ont lu aucun cliché en commun.</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Lecteur</translation>
    </message>
    <message>
        <source>Who reads? Choose or type a name:</source>
        <translation>Qui lit ? Choisissez ou saisissez un nom :</translation>
    </message>
    <message>
        <source>{reader} reads: on a server that is the account. Open the study with another one.</source>
        <translation>{reader} lit : sur un serveur, c’est le compte. Ouvrez l’étude avec un autre compte.</translation>
    </message>
    <message>
        <source>No reader is called {name}; choose another name.</source>
        <translation>Aucun lecteur ne s&apos;appelle {name} ; choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{name} is the reader now.</source>
        <translation>{name} est maintenant le lecteur.</translation>
    </message>
    <message>
        <source>Agreement needs the answers of two readers; only {name} has answered so far.</source>
        <translation>La concordance exige les réponses de deux lecteurs ; seul {name} a répondu jusqu&apos;ici.</translation>
    </message>
    <message>
        <source>Agreement needs the answers of two readers; nobody has answered so far.</source>
        <translation>La concordance exige les réponses de deux lecteurs ; personne n&apos;a encore répondu.</translation>
    </message>
    <message>
        <source>{name} has answered in this study before. Another person of that name needs another one, such as with an initial.</source>
        <translation>{name} a déjà répondu dans cette étude. Une autre personne de ce nom doit en prendre un autre, par exemple avec une initiale.</translation>
    </message>
    <message>
        <source>Another name</source>
        <translation>Autre nom</translation>
    </message>
    <message>
        <source>All others in the list are read</source>
        <translation>Tous les autres de la liste sont lus</translation>
    </message>
    <message>
        <source>All others are read</source>
        <translation>Tous les autres sont lus</translation>
    </message>
    <message>
        <source>Every photograph in the list is graded.</source>
        <translation>Tous les clichés de la liste ont un stade.</translation>
    </message>
    <message>
        <source>{name}: no photograph of the patient&apos;s fellow eye is known.</source>
        <translation>{name} : aucun cliché de l&apos;œil adelphe du patient n&apos;est connu.</translation>
    </message>
    <message>
        <source>This is the last photograph.</source>
        <translation>C&apos;est le dernier cliché.</translation>
    </message>
    <message>
        <source>This is the first photograph.</source>
        <translation>C&apos;est le premier cliché.</translation>
    </message>
    <message numerus="yes">
        <source>Patient or eye of %n photograph(s) changed. {key:undo} undoes this.</source>
        <translation>
            <numerusform>Patient ou œil de %n photographie changé. {key:undo} annule.</numerusform>
            <numerusform>Patient ou œil de %n photographies changé. {key:undo} annule.</numerusform>
        </translation>
    </message>
    <message>
        <source>{day} is not a date such as 2024-05-01; nothing was changed.</source>
        <translation>{day} n&apos;est pas une date telle que 2024-05-01 ; rien n&apos;a été changé.</translation>
    </message>
    <message numerus="yes">
        <source>Date of %n photograph(s) changed. {key:undo} undoes this.</source>
        <translation>
            <numerusform>Date de %n cliché changée. {key:undo} annule.</numerusform>
            <numerusform>Date de %n clichés changée. {key:undo} annule.</numerusform>
        </translation>
    </message>
    <message>
        <source>eye unknown</source>
        <translation>œil inconnu</translation>
    </message>
    <message>
        <source>{eye}, patient {patient}</source>
        <translation>{eye}, patient {patient}</translation>
    </message>
    <message>
        <source>{name}: {words}. {key:undo} undoes this.</source>
        <translation>{name} : {words}. {key:undo} annule.</translation>
    </message>
    <message>
        <source>{path}: cannot be read ({why})</source>
        <translation>{path} : illisible ({why})</translation>
    </message>
    <message>
        <source>Reading {name} …</source>
        <translation>Lecture de {name} …</translation>
    </message>
    <message>
        <source>Looking for {name} …</source>
        <translation>Recherche de {name} …</translation>
    </message>
    <message>
        <source>Report of this patient</source>
        <translation>Compte rendu de ce patient</translation>
    </message>
    <message>
        <source>Report of the study</source>
        <translation>Compte rendu de l&apos;étude</translation>
    </message>
    <message>
        <source>Making the report</source>
        <translation>Rédaction du compte rendu</translation>
    </message>
    <message>
        <source>{why}; nothing was written.</source>
        <translation>{why} ; rien n&apos;a été écrit.</translation>
    </message>
    <message>
        <source>It is in English: no font of this computer has the letters of your language.</source>
        <translation>Il est en anglais : aucune police de cet ordinateur n’a les lettres de votre langue.</translation>
    </message>
    <message>
        <source>{patients} with {photographs}</source>
        <translation>{patients} avec {photographs}</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patients</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}; {count} without a reading</source>
        <translation>{what} ; {count} sans lecture</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>Échec.</translation>
    </message>
    <message>
        <source>The training could not be started.</source>
        <translation>L&apos;entraînement n&apos;a pu démarrer.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Training: {what}</source>
        <translation>Entraînement : {what}</translation>
    </message>
    <message>
        <source>{name} runs by default from the next start on.</source>
        <translation>{name} tourne par défaut dès le prochain démarrage.</translation>
    </message>
    <message>
        <source>A part of your patients is held out, and old and new weights are compared on them at the end. The weights in use are not changed; the training goes on if the window is closed.</source>
        <translation>Une partie de vos patients est mise à part, et anciens et nouveaux poids y sont comparés à la fin. Les poids utilisés ne changent pas ; l&apos;entraînement continue si la fenêtre est fermée.</translation>
    </message>
    <message>
        <source>Add the new weights, and run them by default from the next start on</source>
        <translation>Ajouter les nouveaux poids et les lancer par défaut dès le prochain démarrage</translation>
    </message>
    <message>
        <source>They are not better on the held-out patients; Keep both adds them beside the old ones</source>
        <translation>Ils ne sont pas meilleurs sur les patients mis à part ; Garder les deux les ajoute à côté des anciens</translation>
    </message>
    <message>
        <source>Improve the networks with these labels</source>
        <translation>Améliorer les réseaux avec ces annotations</translation>
    </message>
    <message>
        <source>Reading the labels …</source>
        <translation>Lecture des annotations …</translation>
    </message>
    <message>
        <source>Share of the training</source>
        <translation>Part de l&apos;entraînement</translation>
    </message>
    <message>
        <source>Loss, first = 1</source>
        <translation>Perte, première = 1</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Garder les deux</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Utiliser</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Add the new weights under their own name; the old ones run by default</source>
        <translation>Ajouter les nouveaux poids sous leur propre nom ; les anciens tournent par défaut</translation>
    </message>
    <message>
        <source>Delete the new weights and all of this run</source>
        <translation>Supprimer les nouveaux poids et tout cet entraînement</translation>
    </message>
    <message>
        <source>It can be continued later</source>
        <translation>On peut le reprendre plus tard</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>perte</translation>
    </message>
    <message>
        <source>Stopped; it can be continued after the last finished part.</source>
        <translation>Arrêté ; on peut reprendre après la dernière partie terminée.</translation>
    </message>
    <message>
        <source>Reading the labels</source>
        <translation>Lecture des annotations</translation>
    </message>
    <message>
        <source>{what}: {done} of {all}</source>
        <translation>{what} : {done} sur {all}</translation>
    </message>
    <message>
        <source>{step}, nearly done</source>
        <translation>{step}, presque fini</translation>
    </message>
    <message>
        <source>{step}, {minutes} min left</source>
        <translation>{step}, reste {minutes} min</translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) accepted. {key:undo} undoes this.</source>
        <translation>
            <numerusform>%n proposition acceptée. {key:undo} annule.</numerusform>
            <numerusform>%n propositions acceptées. {key:undo} annule.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) rejected. {key:undo} undoes this.</source>
        <translation>
            <numerusform>%n proposition rejetée. {key:undo} annule.</numerusform>
            <numerusform>%n propositions rejetées. {key:undo} annule.</numerusform>
        </translation>
    </message>
    <message>
        <source>Proposal {place} of {all}:  {mark}; {order}</source>
        <translation>Proposition {place} sur {all} :  {mark} ; {order}</translation>
    </message>
    <message>
        <source>left undecided</source>
        <translation>non décidées</translation>
    </message>
    <message>
        <source>none decided</source>
        <translation>aucune décidée</translation>
    </message>
    <message numerus="yes">
        <source>Review of %n proposal(s): {what}.</source>
        <translation>
            <numerusform>Revue de %n proposition : {what}.</numerusform>
            <numerusform>Revue de %n propositions : {what}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide on many proposals</source>
        <translation>Décider de plusieurs propositions</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>Score à partir de</translation>
    </message>
    <message>
        <source>One step; {key:undo} takes it back.</source>
        <translation>Une seule étape ; {key:undo} l&apos;annule.</translation>
    </message>
    <message>
        <source>All classes  {count}</source>
        <translation>Toutes les classes  {count}</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n proposal(s)</source>
        <translation>
            <numerusform>Accepter %n proposition</numerusform>
            <numerusform>Accepter %n propositions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n proposal(s)</source>
        <translation>
            <numerusform>Rejeter %n proposition</numerusform>
            <numerusform>Rejeter %n propositions</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to score yet: no photograph has both your boxes and the models&apos; finding.</source>
        <translation>Rien à évaluer : aucun cliché n&apos;a à la fois vos cadres et le résultat des modèles.</translation>
    </message>
    <message>
        <source>Scoring …</source>
        <translation>Évaluation …</translation>
    </message>
    <message>
        <source>Open a study first.</source>
        <translation>Ouvrez d&apos;abord une étude.</translation>
    </message>
    <message>
        <source>Scoring failed: {why}</source>
        <translation>Échec de l&apos;évaluation : {why}</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>Lésion</translation>
    </message>
    <message>
        <source>Best IoM</source>
        <translation>Meilleur IoM</translation>
    </message>
    <message>
        <source>no region</source>
        <translation>aucune région</translation>
    </message>
    <message>
        <source>Missed boxes</source>
        <translation>Cadres manqués</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) of {all}; click one to look at it.</source>
        <translation>
            <numerusform>%n cadre sur {all} ; cliquez pour le voir.</numerusform>
            <numerusform>%n cadres sur {all} ; cliquez sur l&apos;un pour le voir.</numerusform>
        </translation>
    </message>
    <message>
        <source>No box of {all} is missed.</source>
        <translation>Aucun cadre sur {all} n&apos;est manqué.</translation>
    </message>
    <message>
        <source>Of lesions</source>
        <translation>Des lésions</translation>
    </message>
    <message>
        <source>Of attention</source>
        <translation>De l&apos;attention</translation>
    </message>
    <message>
        <source>Where the grading network looks; not lesion evidence</source>
        <translation>Où le réseau regarde ; pas une preuve de lésion</translation>
    </message>
    <message>
        <source>Most regions</source>
        <translation>Régions au plus</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Côté</translation>
    </message>
    <message>
        <source>Side of the squares where the field of view is {size} px across</source>
        <translation>Côté des carrés quand le champ fait {size} px de large</translation>
    </message>
    <message>
        <source>A box counts as found if its IoM with a region is at least this</source>
        <translation>Un cadre compte comme trouvé si son IoM avec une région atteint cette valeur</translation>
    </message>
    <message>
        <source>Scores the suspicious regions against your boxes: the share of boxes, and of persons, that a region reaches. Draw boxes on analysed photographs, then score.</source>
        <translation>Évalue les régions suspectes par rapport à vos cadres : la part des cadres, et des personnes, qu&apos;une région atteint. Tracez des cadres sur des clichés analysés, puis évaluez.</translation>
    </message>
    <message>
        <source>The photograph shows its regions as found, not in this number and size.</source>
        <translation>Le cliché montre ses régions telles que trouvées, pas dans ce nombre et cette taille.</translation>
    </message>
    <message>
        <source>IoM localisation</source>
        <translation>Localisation IoM</translation>
    </message>
    <message>
        <source>another&apos;s, boxes</source>
        <translation>d&apos;un autre, cadres</translation>
    </message>
    <message>
        <source>centre, boxes</source>
        <translation>centre, cadres</translation>
    </message>
    <message>
        <source>{persons} (each photograph counts as one)</source>
        <translation>{persons} (chaque cliché compte pour une)</translation>
    </message>
    <message>
        <source>{boxes} on {images} of {persons}.</source>
        <translation>{boxes} sur {images} de {persons}.</translation>
    </message>
    <message>
        <source>{count} of them a network proposed, which favours it.</source>
        <translation>{count} d&apos;entre eux ont été proposés par un réseau, ce qui le favorise.</translation>
    </message>
    <message>
        <source>The {regions} cover {share} of the field of view.</source>
        <translation>Les régions ({regions}) couvrent {share} du champ.</translation>
    </message>
    <message>
        <source>A single person gives no interval.</source>
        <translation>Une seule personne ne donne pas d&apos;intervalle.</translation>
    </message>
    <message>
        <source>Below each recall stands its 95 % interval.</source>
        <translation>Sous chaque rappel figure son intervalle à 95 %.</translation>
    </message>
    <message>
        <source>Another photograph&apos;s</source>
        <translation>D&apos;un autre cliché</translation>
    </message>
    <message>
        <source>As many at random</source>
        <translation>Autant au hasard</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>Au centre</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Par classe</translation>
    </message>
    <message>
        <source>Gain over
another&apos;s</source>
        <translation>Gain sur
un autre</translation>
    </message>
    <message>
        <source>at chance</source>
        <translation>au hasard</translation>
    </message>
    <message>
        <source>Field shown for 80 % of boxes</source>
        <translation>Champ montré pour 80 % des cadres</translation>
    </message>
    <message>
        <source>by another photograph&apos;s</source>
        <translation>par un autre cliché</translation>
    </message>
    <message>
        <source>{low:.2f} to {high:.2f}</source>
        <translation>{low:.2f} à {high:.2f}</translation>
    </message>
    <message>
        <source>Columns and order</source>
        <translation>Colonnes et ordre</translation>
    </message>
    <message>
        <source>Columns of the list, and its order</source>
        <translation>Colonnes de la liste, et son ordre</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Order of patients</source>
        <translation>Ordre des patients</translation>
    </message>
    <message>
        <source>As in the study</source>
        <translation>Comme dans l&apos;étude</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Plus grand d&apos;abord</translation>
    </message>
    <message>
        <source>doubtful: {reasons}</source>
        <translation>douteuse : {reasons}</translation>
    </message>
    <message>
        <source>taken by {reader}</source>
        <translation>prise par {reader}</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>à vous</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n marque</numerusform>
            <numerusform>%n marques</numerusform>
        </translation>
    </message>
    <message>
        <source>unread</source>
        <translation>non lu</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Non lus</translation>
    </message>
    <message>
        <source>Not graded</source>
        <translation>Sans stade</translation>
    </message>
    <message>
        <source>Graded</source>
        <translation>Avec stade</translation>
    </message>
    <message>
        <source>With marks</source>
        <translation>Avec marques</translation>
    </message>
    <message>
        <source>Unsure or commented</source>
        <translation>Incertain ou commenté</translation>
    </message>
    <message>
        <source>Models: refer</source>
        <translation>Modèles : adresser</translation>
    </message>
    <message>
        <source>Networks disagree</source>
        <translation>Réseaux en désaccord</translation>
    </message>
    <message>
        <source>You and models differ</source>
        <translation>Vous et les modèles différez</translation>
    </message>
    <message>
        <source>Quality doubtful</source>
        <translation>Qualité douteuse</translation>
    </message>
    <message>
        <source>Yours to read</source>
        <translation>À lire par vous</translation>
    </message>
    <message>
        <source>Nobody&apos;s yet</source>
        <translation>Encore à personne</translation>
    </message>
    <message>
        <source>Eye questioned</source>
        <translation>Œil mis en doute</translation>
    </message>
    <message>
        <source>Patient in two spellings</source>
        <translation>Patient écrit de deux façons</translation>
    </message>
    <message>
        <source>With microaneurysm</source>
        <translation>Avec microanévrisme</translation>
    </message>
    <message>
        <source>With haemorrhage</source>
        <translation>Avec hémorragie</translation>
    </message>
    <message>
        <source>With hard exudate</source>
        <translation>Avec exsudat dur</translation>
    </message>
    <message>
        <source>With cotton-wool spot</source>
        <translation>Avec nodule cotonneux</translation>
    </message>
    <message>
        <source>With IRMA</source>
        <translation>Avec AMIR</translation>
    </message>
    <message>
        <source>With venous beading</source>
        <translation>Avec veines en chapelet</translation>
    </message>
    <message>
        <source>With neovascularisation</source>
        <translation>Avec néovascularisation</translation>
    </message>
    <message>
        <source>With preretinal haemorrhage</source>
        <translation>Avec hémorragie prérétinienne</translation>
    </message>
    <message>
        <source>With laser scar</source>
        <translation>Avec cicatrice de laser</translation>
    </message>
    <message>
        <source>With drusen</source>
        <translation>Avec drusen</translation>
    </message>
    <message>
        <source>With other</source>
        <translation>Avec autre</translation>
    </message>
    <message>
        <source>Photographs and projects</source>
        <translation>Clichés et projets</translation>
    </message>
    <message>
        <source>Open photographs or project</source>
        <translation>Ouvrir des clichés ou un projet</translation>
    </message>
    <message>
        <source>Add photographs</source>
        <translation>Ajouter des clichés</translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) added.</source>
        <translation>
            <numerusform>%n cliché ajouté.</numerusform>
            <numerusform>%n clichés ajoutés.</numerusform>
        </translation>
    </message>
    <message>
        <source>The study cannot be opened: {why}</source>
        <translation>L&apos;étude ne peut être ouverte : {why}</translation>
    </message>
    <message>
        <source>{first}; and {rest} more like it</source>
        <translation>{first} ; et {rest} autres du même genre</translation>
    </message>
    <message>
        <source>Right eye (OD)</source>
        <translation>Œil droit (OD)</translation>
    </message>
    <message>
        <source>Left eye (OS)</source>
        <translation>Œil gauche (OS)</translation>
    </message>
    <message>
        <source>Eye unknown</source>
        <translation>Œil inconnu</translation>
    </message>
    <message>
        <source>several</source>
        <translation>plusieurs</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>Patient: {patient} …</source>
        <translation>Patient : {patient} …</translation>
    </message>
    <message>
        <source>The same patient as {patient}</source>
        <translation>Le même patient que {patient}</translation>
    </message>
    <message>
        <source>Date: {day} …</source>
        <translation>Date : {day} …</translation>
    </message>
    <message>
        <source>Date of {photograph}, such as 2024-05-01:</source>
        <translation>Date de {photograph}, p. ex. 2024-05-01 :</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Patient of {photograph}:</source>
        <translation>Patient de {photograph} :</translation>
    </message>
    <message>
        <source>Only DME is graded</source>
        <translation>seul l&apos;OMD a un stade</translation>
    </message>
    <message>
        <source>has marks</source>
        <translation>a des marques</translation>
    </message>
    <message>
        <source>graded</source>
        <translation>avec stade</translation>
    </message>
    <message>
        <source>Disc: {eye}</source>
        <translation>Papille : {eye}</translation>
    </message>
    <message>
        <source>Disc says {eye}, not {other}</source>
        <translation>Papille : {eye}, pas {other}</translation>
    </message>
    <message>
        <source>{question}. Click the words to correct the record.</source>
        <translation>{question}. Cliquez sur ces mots pour corriger.</translation>
    </message>
    <message numerus="yes">
        <source>{stage}, %n mark(s)</source>
        <translation>
            <numerusform>{stage}, %n marque</numerusform>
            <numerusform>{stage}, %n marques</numerusform>
        </translation>
    </message>
    <message>
        <source>Your grade: {grade}, {name}</source>
        <translation>Votre stade : {grade}, {name}</translation>
    </message>
    <message>
        <source>Flagged by you</source>
        <translation>Signalé par vous</translation>
    </message>
    <message>
        <source>Perhaps the same patient: {patients}</source>
        <translation>Peut-être le même patient : {patients}</translation>
    </message>
    <message>
        <source>Assigned to you</source>
        <translation>C’est à vous de la lire</translation>
    </message>
    <message>
        <source>Assigned to {reader}</source>
        <translation>{reader} doit la lire</translation>
    </message>
    <message numerus="yes">
        <source>Networks are %n grade(s) apart</source>
        <translation>
            <numerusform>Les réseaux diffèrent de %n stade</numerusform>
            <numerusform>Les réseaux diffèrent de %n stades</numerusform>
        </translation>
    </message>
    <message>
        <source>Find by name, patient, eye</source>
        <translation>Chercher par nom, patient, œil</translation>
    </message>
    <message>
        <source>Find photographs</source>
        <translation>Chercher des clichés</translation>
    </message>
    <message>
        <source>Enter shows the first one found; Esc ends the search ({key:find})</source>
        <translation>Entrée affiche le premier trouvé ; Échap termine la recherche ({key:find})</translation>
    </message>
    <message>
        <source>Drop fundus photographs, a folder or a project here</source>
        <translation>Déposez ici des rétinographies, un dossier ou un projet</translation>
    </message>
    <message>
        <source>Recent studies</source>
        <translation>Études récentes</translation>
    </message>
    <message>
        <source>Weights of any network in the list, as a safetensors file with its model card, or any network as an ONNX file with a card. Before they are copied, the card&apos;s fields, every tensor&apos;s shape, the classes, the preprocessing and the answer to a phantom are checked.</source>
        <translation>Poids de tout réseau de la liste, en fichier safetensors avec sa fiche, ou tout réseau en fichier ONNX avec une fiche. Avant la copie, on vérifie les champs de la fiche, la forme de chaque tenseur, les classes, le prétraitement et la réponse à un fantôme.</translation>
    </message>
    <message>
        <source>Add weights</source>
        <translation>Ajouter des poids</translation>
    </message>
    <message>
        <source>the .json file of the same name</source>
        <translation>le fichier .json du même nom</translation>
    </message>
    <message>
        <source>as on the card</source>
        <translation>comme sur la fiche</translation>
    </message>
    <message>
        <source>Replace weights of your own that have this name</source>
        <translation>Remplacer vos poids qui portent ce nom</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Model cards</source>
        <translation>Fiches de modèle</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Fiche de modèle</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Check and add</source>
        <translation>Vérifier et ajouter</translation>
    </message>
    <message>
        <source>These weights are not used. Remove them, or add them again.</source>
        <translation>Ces poids ne sont pas utilisés. Retirez-les, ou ajoutez-les à nouveau.</translation>
    </message>
    <message>
        <source>Its card comes with the download.</source>
        <translation>Sa fiche vient avec le téléchargement.</translation>
    </message>
    <message>
        <source>version {version} of {day}</source>
        <translation>version {version} du {day}</translation>
    </message>
    <message>
        <source>{millions:.1f} M parameters</source>
        <translation>{millions:.1f} M de paramètres</translation>
    </message>
    <message>
        <source>input {height} × {width} px</source>
        <translation>entrée {height} × {width} px</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>À quoi il sert</translation>
    </message>
    <message>
        <source>What it cannot do</source>
        <translation>Ce qu&apos;il ne peut pas faire</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Mesures</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Seuils</translation>
    </message>
    <message>
        <source>Data and their licences</source>
        <translation>Données et leurs licences</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>Comment il a été fait</translation>
    </message>
    <message>
        <source>The card gives no metrics.</source>
        <translation>La fiche ne donne pas de mesures.</translation>
    </message>
    <message>
        <source>over seeds</source>
        <translation>selon les graines</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valeur</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>hasard</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>{low:.3f} to {high:.3f}</source>
        <translation>{low:.3f} à {high:.3f}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>non précisée</translation>
    </message>
    <message>
        <source>Licence of the data: {licence}</source>
        <translation>Licence des données : {licence}</translation>
    </message>
    <message>
        <source>This network does {task}, but there are no weights for it on this computer. It is never run with random ones.</source>
        <translation>Ce réseau fait : {task}, mais il n&apos;a pas de poids sur cet ordinateur. Il ne tourne jamais avec des poids aléatoires.</translation>
    </message>
    <message>
        <source>This command trains it:</source>
        <translation>Cette commande l&apos;entraîne :</translation>
    </message>
    <message>
        <source>With weights of your own, choose Add weights.</source>
        <translation>Si vous avez vos propres poids, choisissez Ajouter des poids.</translation>
    </message>
    <message>
        <source>No weights</source>
        <translation>Pas de poids</translation>
    </message>
    <message>
        <source>{name} is added.</source>
        <translation>{name} est ajouté.</translation>
    </message>
    <message>
        <source>Checking {file}, and its answer to a phantom</source>
        <translation>Vérification de {file} et de sa réponse à un fantôme</translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation>Téléchargement de {name}</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <translation>{name} a été retiré.</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>Retrait de {name}</translation>
    </message>
    <message>
        <source>This failed: {why}</source>
        <translation>Échec : {why}</translation>
    </message>
    <message>
        <source>Networks and weights</source>
        <translation>Réseaux et poids</translation>
    </message>
    <message>
        <source>the program&apos;s own, or a file or https address</source>
        <translation>celui du programme, ou un fichier ou une adresse https</translation>
    </message>
    <message>
        <source>Add weights…</source>
        <translation>Ajouter des poids…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Retirer…</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Copier la commande</translation>
    </message>
    <message>
        <source>Index of downloads</source>
        <translation>Index des téléchargements</translation>
    </message>
    <message>
        <source>Remove weights</source>
        <translation>Retirer des poids</translation>
    </message>
    <message>
        <source>Delete {name} and its card from this computer?</source>
        <translation>Supprimer {name} et sa fiche de cet ordinateur ?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>with the program</source>
        <translation>avec le programme</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>le vôtre</translation>
    </message>
    <message>
        <source>to download</source>
        <translation>à télécharger</translation>
    </message>
    <message>
        <source>Checking the weights, and their answer to a phantom</source>
        <translation>Vérification des poids et de leur réponse à un fantôme</translation>
    </message>
    <message>
        <source>{done:.1f} of {size:.1f} MB</source>
        <translation>{done:.1f} sur {size:.1f} Mo</translation>
    </message>
    <message>
        <source>Asking the archive …</source>
        <translation>Interrogation de l&apos;archive …</translation>
    </message>
    <message>
        <source>Folder for the photographs</source>
        <translation>Dossier des photographies</translation>
    </message>
    <message>
        <source>Getting photographs …</source>
        <translation>Récupération des photographies …</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Arrêt …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Arrêté.</translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) so far</source>
        <translation>
            <numerusform>%n photographie jusqu&apos;ici</numerusform>
            <numerusform>%n photographies jusqu&apos;ici</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n study(s) found</source>
        <translation>
            <numerusform>%n étude trouvée</numerusform>
            <numerusform>%n études trouvées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) came from the archive.</source>
        <translation>
            <numerusform>%n photographie est arrivée de l&apos;archive.</numerusform>
            <numerusform>%n photographies sont arrivées de l&apos;archive.</numerusform>
        </translation>
    </message>
    <message>
        <source>The archive failed: {why}</source>
        <translation>L&apos;archive a échoué : {why}</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Sur cet ordinateur</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>À télécharger</translation>
    </message>
    <message>
        <source>Networks without weights</source>
        <translation>Réseaux sans poids</translation>
    </message>
    <message>
        <source>Networks and their weights</source>
        <translation>Les réseaux et leurs poids</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>endommagé</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dessin</translation>
    </message>
    <message>
        <source>Drag to move; click, then turn the wheel to zoom</source>
        <translation>Glisser pour déplacer ; cliquer, puis molette pour zoomer</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>Réinitialiser la vue</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>As an image (PNG), a drawing (SVG) or a table (CSV)</source>
        <translation>En image (PNG), dessin (SVG) ou tableau (CSV)</translation>
    </message>
    <message>
        <source>File</source>
        <comment>kind of a file</comment>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>{kind} file</source>
        <translation>Fichier {kind}</translation>
    </message>
    <message>
        <source>{count} earlier</source>
        <translation>{count} avant</translation>
    </message>
    <message>
        <source>No suspicious regions in this photograph.</source>
        <translation>Aucune région suspecte sur ce cliché.</translation>
    </message>
    <message>
        <source>The most suspicious regions appear here.</source>
        <translation>Les régions les plus suspectes apparaissent ici.</translation>
    </message>
    <message>
        <source>There is no region {rank} in this photograph.</source>
        <translation>Il n&apos;y a pas de région {rank} sur ce cliché.</translation>
    </message>
    <message>
        <source>{words} {key:next_zoom} goes to the next.</source>
        <translation>{words} {key:next_zoom} passe à la suivante.</translation>
    </message>
    <message>
        <source>{share} of the lesions found, weighted by class, area and score</source>
        <translation>{share} des lésions trouvées, pondérées par classe, aire et score</translation>
    </message>
    <message>
        <source>response {share}</source>
        <translation>réponse {share}</translation>
    </message>
    <message>
        <source>Where most of the lesions found lie.</source>
        <translation>Où se trouvent la plupart des lésions.</translation>
    </message>
    <message>
        <source>Where {network} responds most.</source>
        <translation>Où {network} réagit le plus.</translation>
    </message>
    <message>
        <source>Region {rank}, {meaning}</source>
        <translation>Région {rank}, {meaning}</translation>
    </message>
    <message>
        <source>Zoom to it ({key:zoom_{rank}})</source>
        <translation>Zoomer dessus ({key:zoom_{rank}})</translation>
    </message>
    <message>
        <source>Zoomed in</source>
        <translation>Vues agrandies</translation>
    </message>
    <message>
        <source>open photographs or a project first</source>
        <translation>ouvrez d&apos;abord des photographies ou un projet</translation>
    </message>
    <message>
        <source>no photograph is shown</source>
        <translation>aucune photographie n&apos;est affichée</translation>
    </message>
    <message>
        <source>no mark is selected</source>
        <translation>aucune marque n&apos;est sélectionnée</translation>
    </message>
    <message>
        <source>no proposal is selected</source>
        <translation>aucune proposition n&apos;est sélectionnée</translation>
    </message>
    <message>
        <source>no proposals are shown</source>
        <translation>aucune proposition n&apos;est affichée</translation>
    </message>
    <message>
        <source>no proposals are to be seen on this photograph</source>
        <translation>aucune proposition à voir sur cette photographie</translation>
    </message>
    <message>
        <source>no proposals are under review</source>
        <translation>aucune proposition n&apos;est en revue</translation>
    </message>
    <message>
        <source>no marks are shown</source>
        <translation>aucune marque n&apos;est affichée</translation>
    </message>
    <message>
        <source>no marks have been copied</source>
        <translation>aucune marque n&apos;a été copiée</translation>
    </message>
    <message>
        <source>there is nothing to take back</source>
        <translation>il n&apos;y a rien à annuler</translation>
    </message>
    <message>
        <source>there is nothing to do again</source>
        <translation>il n&apos;y a rien à rétablir</translation>
    </message>
    <message>
        <source>fewer than two grading networks have weights</source>
        <translation>moins de deux réseaux de gradation ont des poids</translation>
    </message>
    <message>
        <source>no suspicious regions are to be seen on this photograph</source>
        <translation>aucune région suspecte à voir sur cette photographie</translation>
    </message>
    <message>
        <source>no answer of the models is to be seen on this photograph</source>
        <translation>aucune réponse des modèles à voir sur cette photographie</translation>
    </message>
    <message>
        <source>what the models say is hidden until you have answered and pressed {key:enter}</source>
        <translation>ce que disent les modèles est caché jusqu&apos;à ce que vous ayez répondu et appuyé sur {key:enter}</translation>
    </message>
    <message>
        <source>the study is read blind first</source>
        <translation>l&apos;étude se lit d&apos;abord en aveugle</translation>
    </message>
    <message>
        <source>no models are running</source>
        <translation>aucun modèle n&apos;est en cours</translation>
    </message>
    <message>
        <source>adjudicate readers first, and answer where others&apos; answers are not shown</source>
        <translation>arbitrez d&apos;abord entre les lecteurs, et répondez là où les réponses des autres ne sont pas montrées</translation>
    </message>
    <message>
        <source>the study is not on a server</source>
        <translation>l’étude n’est pas sur un serveur</translation>
    </message>
    <message>
        <source>no previous visit of this eye is known</source>
        <translation>aucune visite précédente de cet œil n&apos;est connue</translation>
    </message>
    <message>
        <source>no edit crossed what others did</source>
        <translation>aucune modification n’a croisé celles des autres</translation>
    </message>
    <message>
        <source>Eye</source>
        <translation>Œil</translation>
    </message>
    <message>
        <source>{patient} and {eye} stand for patient and eye (OD, OS, right, left, R, L), {date} for a day such as 2024-05-01, * for anything. A slash takes the folder&apos;s name in: {patient}/{eye}*</source>
        <translation>{patient} et {eye} représentent le patient et l&apos;œil (OD, OS, right, left, R, L), {date} un jour tel que 2024-05-01, * n&apos;importe quoi. Une barre oblique inclut le nom du dossier : {patient}/{eye}*</translation>
    </message>
    <message>
        <source>Patient and eye from the names</source>
        <translation>Patient et œil d&apos;après les noms</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Modèle</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n changement</numerusform>
            <numerusform>%n changements</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} as on record</source>
        <translation>{count} inchangées</translation>
    </message>
    <message numerus="yes">
        <source>%n other name(s), left as they are</source>
        <translation>
            <numerusform>%n autre nom, laissé tel quel</numerusform>
            <numerusform>%n autres noms, laissés tels quels</numerusform>
        </translation>
    </message>
    <message>
        <source>the first {count} are shown</source>
        <translation>les {count} premières sont affichées</translation>
    </message>
    <message numerus="yes">
        <source>Change %n photograph(s)</source>
        <translation>
            <numerusform>Changer %n photographie</numerusform>
            <numerusform>Changer %n photographies</numerusform>
        </translation>
    </message>
    <message>
        <source>Open photographs at an address…</source>
        <translation>Ouvrir des clichés à une adresse…</translation>
    </message>
    <message>
        <source>Each is fetched when it is shown; copies stay on this computer for a while.</source>
        <translation>Chacun est téléchargé quand il est affiché ; des copies restent un certain temps sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Open study on a server…</source>
        <translation>Ouvrir une étude sur un serveur…</translation>
    </message>
    <message>
        <source>New study on a server…</source>
        <translation>Nouvelle étude sur un serveur…</translation>
    </message>
    <message>
        <source>For many readers at once, on PostgreSQL.</source>
        <translation>Pour plusieurs lecteurs à la fois, sur PostgreSQL.</translation>
    </message>
    <message>
        <source>Take this photograph</source>
        <translation>Prendre cette photographie</translation>
    </message>
    <message>
        <source>Others see in their lists that it is yours; again: gives it back.</source>
        <translation>Les autres voient dans leur liste qu’elle est à vous ; encore une fois : la rend.</translation>
    </message>
    <message>
        <source>Assign photographs…</source>
        <translation>Attribuer des photographies…</translation>
    </message>
    <message>
        <source>Conflicts…</source>
        <translation>Conflits…</translation>
    </message>
    <message>
        <source>Edits of yours that crossed what others did while the server was gone.</source>
        <translation>Vos modifications qui ont croisé celles des autres pendant l’absence du serveur.</translation>
    </message>
    <message>
        <source>New study on a server</source>
        <translation>Nouvelle étude sur un serveur</translation>
    </message>
    <message>
        <source>Study on a server</source>
        <translation>Étude sur un serveur</translation>
    </message>
    <message>
        <source>Always, and check who answers</source>
        <translation>Toujours, en vérifiant qui répond</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Toujours</translation>
    </message>
    <message>
        <source>Where the server offers it</source>
        <translation>Si le serveur le propose</translation>
    </message>
    <message>
        <source>Add all photographs that lie there now</source>
        <translation>Ajouter toutes les photographies qui s’y trouvent</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Name of the study</source>
        <translation>Nom de l’étude</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Compte</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Chiffrement</translation>
    </message>
    <message>
        <source>The folder must be one that every reader&apos;s computer can open, such as a share.</source>
        <translation>Le dossier doit être accessible depuis l’ordinateur de chaque lecteur, comme un partage.</translation>
    </message>
    <message>
        <source>The password is kept nowhere; leave it empty where ~/.pgpass has it.</source>
        <translation>Le mot de passe n’est gardé nulle part ; laissez vide si ~/.pgpass le contient.</translation>
    </message>
    <message>
        <source>Folder of the photographs</source>
        <translation>Dossier des photographies</translation>
    </message>
    <message>
        <source>Assign photographs</source>
        <translation>Attribuer des photographies</translation>
    </message>
    <message>
        <source>Photographs that nobody has</source>
        <translation>Photographies que personne n’a</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Conflits</translation>
    </message>
    <message>
        <source>What you did</source>
        <translation>Ce que vous avez fait</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Le vôtre</translation>
    </message>
    <message>
        <source>Now there</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Use mine</source>
        <translation>Garder le mien</translation>
    </message>
    <message>
        <source>Keep what is there</source>
        <translation>Garder l’existant</translation>
    </message>
    <message>
        <source>These edits of yours crossed what others did while the server was out of reach.</source>
        <translation>Ces modifications ont croisé celles des autres pendant que le serveur était hors d’atteinte.</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>supprimé</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>sans date</translation>
    </message>
    <message>
        <source>Photographs at an address</source>
        <translation>Clichés à une adresse</translation>
    </message>
    <message>
        <source>Address, such as {example}; with / at its end, a folder:</source>
        <translation>Adresse, par exemple {example} ; avec / à la fin, un dossier :</translation>
    </message>
    <message>
        <source>Password of {account}</source>
        <translation>Mot de passe de {account}</translation>
    </message>
    <message>
        <source>Every photograph is taken already.</source>
        <translation>Chaque photographie est déjà à quelqu’un.</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) of yours crossed what others did.</source>
        <translation>
            <numerusform>%n de vos modifications a croisé ce que d’autres ont fait.</numerusform>
            <numerusform>%n de vos modifications ont croisé ce que d’autres ont fait.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>No server: edits are kept here</source>
        <translation>Pas de serveur : modifications gardées ici</translation>
    </message>
    <message>
        <source>You can go on; your edits are kept on this computer until it is back.</source>
        <translation>Vous pouvez continuer ; vos modifications sont gardées sur cet ordinateur jusqu’à son retour.</translation>
    </message>
    <message>
        <source>The server: {why}</source>
        <translation>Le serveur : {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) copied across. {key:undo} undoes this.</source>
        <translation>
            <numerusform>%n marque reprise. {key:undo} annule.</numerusform>
            <numerusform>%n marques reprises. {key:undo} annule.</numerusform>
        </translation>
    </message>
    <message>
        <source>These are yours already.</source>
        <translation>Elles sont déjà les vôtres.</translation>
    </message>
    <message>
        <source>Answer first; then it can be the consensus.</source>
        <translation>Répondez d&apos;abord ; votre réponse pourra alors être le consensus.</translation>
    </message>
    <message>
        <source>Shown once you have answered, or two others have.</source>
        <translation>Affiché une fois que vous avez répondu, ou deux autres.</translation>
    </message>
    <message>
        <source>Nobody has marked or answered this photograph yet.</source>
        <translation>Personne n&apos;a encore rien dit de cette photographie.</translation>
    </message>
    <message numerus="yes">
        <source>Comment on %n mark(s):</source>
        <translation>
            <numerusform>Commentaire sur %n marque :</numerusform>
            <numerusform>Commentaire sur %n marques :</numerusform>
        </translation>
    </message>
    <message>
        <source>RetinaView ended by a fault last time ({what}). Your edits are saved; the log is in {folder}, and nothing was sent.</source>
        <translation>RetinaView s&apos;est arrêté sur une erreur la dernière fois ({what}). Vos modifications sont enregistrées ; le journal est dans {folder}, et rien n&apos;a été envoyé.</translation>
    </message>
    <message>
        <source>RetinaView was ended last time before it could close. Your edits are saved; the log is in {folder}, and nothing was sent.</source>
        <translation>RetinaView a été arrêté la dernière fois avant de pouvoir se fermer. Vos modifications sont enregistrées ; le journal est dans {folder}, et rien n&apos;a été envoyé.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Marking</source>
        <translation>Marquage</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>Two visits</source>
        <translation>Deux visites</translation>
    </message>
    <message>
        <source>Discovering</source>
        <translation>Découverte</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>The worklist</source>
        <translation>La liste de travail</translation>
    </message>
    <message>
        <source>The photograph</source>
        <translation>Le cliché</translation>
    </message>
    <message>
        <source>Photographs stand here by patient, the right eye first. {key:enter} goes on to the next unread one, {key:next} and {key:previous} go one by one, {key:find} finds a patient.</source>
        <translation>Les clichés sont ici par patient, l&apos;œil droit d&apos;abord. {key:enter} passe au prochain non lu, {key:next} et {key:previous} vont un par un, {key:find} cherche un patient.</translation>
    </message>
    <message>
        <source>The wheel zooms at the pointer, {key:hold_pan} and a drag move. {key:next_view} shows it red-free, {key:both_eyes} both eyes, and a held {key:hold_bare} the photograph without anything on it.</source>
        <translation>La molette zoome sous le pointeur, {key:hold_pan} et un glissement déplacent. {key:next_view} montre l&apos;anérythre, {key:both_eyes} les deux yeux, et {key:hold_bare} maintenu le cliché sans rien dessus.</translation>
    </message>
    <message>
        <source>The evidence</source>
        <translation>Les arguments</translation>
    </message>
    <message>
        <source>What the networks grade and find stands here, with counts for the 4-2-1 rule. It speaks for or against an answer; it never is the answer.</source>
        <translation>Ce que les réseaux classent et trouvent est ici, avec les comptes de la règle 4-2-1. Cela plaide pour ou contre une réponse ; ce n&apos;est jamais la réponse.</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>La réponse</translation>
    </message>
    <message>
        <source>{key:grade_0} to {key:grade_4} grade retinopathy, {key:dme_0} to {key:dme_2} macular oedema, {key:ungradable} says ungradable, {key:agree} agrees with the models. {key:enter} goes on to the next unread photograph.</source>
        <translation>{key:grade_0} à {key:grade_4} donnent le stade de rétinopathie, {key:dme_0} à {key:dme_2} l&apos;œdème maculaire, {key:ungradable} dit ininterprétable, {key:agree} suit les modèles. {key:enter} passe au cliché non lu suivant.</translation>
    </message>
    <message>
        <source>{key:draw} draws: one drag a box, and a digit chooses its class. {key:accept} and {key:reject} accept and reject what the models propose. {key:undo} takes every step back.</source>
        <translation>{key:draw} trace : un glissement par cadre, un chiffre choisit sa classe. {key:accept} et {key:reject} acceptent et rejettent les propositions. {key:undo} annule chaque étape.</translation>
    </message>
    <message>
        <source>{key:palette} finds every command, {key:shortcuts} lists all keys, and {key:guide} opens the guide at the page for what you are doing.</source>
        <translation>{key:palette} trouve chaque commande, {key:shortcuts} liste toutes les touches, et {key:guide} ouvre le guide à la page de ce que vous faites.</translation>
    </message>
    <message>
        <source>The marks</source>
        <translation>Les marques</translation>
    </message>
    <message>
        <source>Tour in six steps</source>
        <translation>Visite en six étapes</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>{count} share a box with a neighbour</source>
        <translation>{count} partagent un cadre avec une voisine</translation>
    </message>
    <message>
        <source>{count} left out as specks</source>
        <translation>{count} écartées comme points isolés</translation>
    </message>
    <message>
        <source>{count} left out as the weakest</source>
        <translation>{count} écartées comme les plus faibles</translation>
    </message>
    <message>
        <source>{count} lesions found: {parts}</source>
        <translation>{count} lésions trouvées : {parts}</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) there already</source>
        <translation>
            <numerusform>%n marque déjà présente</numerusform>
            <numerusform>%n marques déjà présentes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) of the study updated</source>
        <translation>
            <numerusform>%n marque de l&apos;étude mise à jour</numerusform>
            <numerusform>%n marques de l&apos;étude mises à jour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n newer mark(s) or grading(s) of the study kept</source>
        <translation>
            <numerusform>%n marque ou stade plus récent de l&apos;étude conservé</numerusform>
            <numerusform>%n marques ou stades plus récents de l&apos;étude conservés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) of a network left out: no lesions</source>
        <translation>
            <numerusform>%n zone d&apos;un réseau laissée de côté : ce n&apos;est pas une lésion</numerusform>
            <numerusform>%n zones d&apos;un réseau laissées de côté : ce ne sont pas des lésions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) cut to the photograph</source>
        <translation>
            <numerusform>%n cadre rogné au cliché</numerusform>
            <numerusform>%n cadres rognés au cliché</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) with problems left out</source>
        <translation>
            <numerusform>%n annotation à problème laissée de côté</numerusform>
            <numerusform>%n annotations à problème laissées de côté</numerusform>
        </translation>
    </message>
    <message>
        <source>split: {parts}</source>
        <translation>répartition : {parts}</translation>
    </message>
    <message numerus="yes">
        <source>%n unread photograph(s) will count as free of lesions</source>
        <translation>
            <numerusform>%n cliché non lu comptera comme exempt de lésions</numerusform>
            <numerusform>%n clichés non lus compteront comme exempts de lésions</numerusform>
        </translation>
    </message>
    <message>
        <source>{lesion} {value:.2f} (card {card:.2f}, {network})</source>
        <translation>{lesion} {value:.2f} (fiche {card:.2f}, {network})</translation>
    </message>
    <message>
        <source>{marks} and {gradings} on {photographs}</source>
        <translation>{marks} et {gradings} sur {photographs}</translation>
    </message>
    <message numerus="yes">
        <source>%n grading(s)</source>
        <translation>
            <numerusform>%n stade</numerusform>
            <numerusform>%n stades</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo ({key:undo})</source>
        <translation>Annuler ({key:undo})</translation>
    </message>
    <message>
        <source>While held: the bare photograph, without any overlay</source>
        <translation>Maintenue : le cliché nu, sans aucun calque</translation>
    </message>
    <message>
        <source>While held: magnifier at the pointer</source>
        <translation>Maintenue : loupe sous le pointeur</translation>
    </message>
    <message>
        <source>While held: the previous visit over this one</source>
        <translation>Maintenue : la visite précédente par-dessus celle-ci</translation>
    </message>
    <message>
        <source>While held: a drag moves the photograph</source>
        <translation>Maintenue : un glissement déplace le cliché</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph, or accept the proposal in Mark</source>
        <translation>Passer au cliché non lu suivant, ou accepter la proposition en marquage</translation>
    </message>
    <message>
        <source>Take a polygon&apos;s last point back</source>
        <translation>Reprendre le dernier point d&apos;un polygone</translation>
    </message>
    <message>
        <source>Next place of the named clusters</source>
        <translation>Endroit suivant des groupes nommés</translation>
    </message>
    <message>
        <source>same DR grade</source>
        <translation>même stade de RD</translation>
    </message>
    <message>
        <source>same DME grade</source>
        <translation>même stade d&apos;OMD</translation>
    </message>
    <message>
        <source>kappa</source>
        <translation>kappa</translation>
    </message>
    <message>
        <source>quadratic weighted kappa</source>
        <translation>kappa à pondération quadratique</translation>
    </message>
    <message>
        <source>box agreement</source>
        <translation>accord des cadres</translation>
    </message>
    <message>
        <source>lesions more in the first</source>
        <translation>lésions de plus chez le premier</translation>
    </message>
    <message>
        <source>mask agreement (Dice)</source>
        <translation>accord des masques (Dice)</translation>
    </message>
    <message>
        <source>IoU 0.5</source>
        <translation>IoU 0,5</translation>
    </message>
    <message>
        <source>IoM 0.5</source>
        <translation>IoM 0,5</translation>
    </message>
    <message>
        <source>centre in the other</source>
        <translation>centre dans l&apos;autre</translation>
    </message>
    <message>
        <source>{measure} (DME)</source>
        <translation>{measure} (OMD)</translation>
    </message>
    <message>
        <source>{what} (F1, {rule})</source>
        <translation>{what} (F1, {rule})</translation>
    </message>
    <message>
        <source>The photograph of the previous visit cannot be read.</source>
        <translation>Le cliché de la visite précédente est illisible.</translation>
    </message>
    <message>
        <source>Registering …</source>
        <translation>Recalage …</translation>
    </message>
    <message>
        <source>Previous visit</source>
        <translation>Visite précédente</translation>
    </message>
    <message>
        <source>Registration failed ({why}).</source>
        <translation>Le recalage a échoué ({why}).</translation>
    </message>
    <message>
        <source>No previous visit is known: it is not known whose photograph this is.</source>
        <translation>Aucune visite précédente connue : on ne sait pas de qui est ce cliché.</translation>
    </message>
    <message>
        <source>No previous visit is known: it is not known which eye this is.</source>
        <translation>Aucune visite précédente connue : on ne sait pas de quel œil il s&apos;agit.</translation>
    </message>
    <message>
        <source>No previous visit is known: this photograph has no date. Right-click it in the list to give one.</source>
        <translation>Aucune visite précédente connue : ce cliché n&apos;a pas de date. Un clic droit dans la liste permet d&apos;en donner une.</translation>
    </message>
    <message numerus="yes">
        <source>No earlier visit of this eye is known; %n other photograph(s) of it have no date.</source>
        <translation>
            <numerusform>Aucune visite antérieure de cet œil n&apos;est connue ; %n autre cliché de cet œil n&apos;a pas de date.</numerusform>
            <numerusform>Aucune visite antérieure de cet œil n&apos;est connue ; %n autres clichés de cet œil n&apos;ont pas de date.</numerusform>
        </translation>
    </message>
    <message>
        <source>This study has no photograph of this eye from an earlier day.</source>
        <translation>Cette étude n&apos;a pas de cliché plus ancien de cet œil.</translation>
    </message>
    <message numerus="yes">
        <source>{before}, %n day(s) before this one</source>
        <translation>
            <numerusform>{before}, %n jour avant celle-ci</numerusform>
            <numerusform>{before}, %n jours avant celle-ci</numerusform>
        </translation>
    </message>
    <message>
        <source>Previous visit, {before}</source>
        <translation>Visite précédente, {before}</translation>
    </message>
    <message numerus="yes">
        <source>Registered within {error:.2f} disc diameters ({pixels} px), %n matching point(s)</source>
        <translation>
            <numerusform>Recalée à {error:.2f} diamètre papillaire près ({pixels} px), %n point concordant</numerusform>
            <numerusform>Recalée à {error:.2f} diamètre papillaire près ({pixels} px), %n points concordants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Registered within {pixels} px, %n matching point(s)</source>
        <translation>
            <numerusform>Recalée à {pixels} px près, %n point concordant</numerusform>
            <numerusform>Recalée à {pixels} px près, %n points concordants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not registered: %n point(s) match where {least} are needed. Another part of the eye, another eye, or too blurred.</source>
        <translation>
            <numerusform>Non recalée : %n point concorde, il en faut {least}. Une autre partie de l&apos;œil, un autre œil, ou trop floue.</numerusform>
            <numerusform>Non recalée : %n points concordent, il en faut {least}. Une autre partie de l&apos;œil, un autre œil, ou trop floue.</numerusform>
        </translation>
    </message>
    <message>
        <source>is damaged and cannot be decoded</source>
        <translation>est endommagé et ne peut pas être décodé</translation>
    </message>
    <message>
        <source>is damaged or of an unknown kind</source>
        <translation>est endommagé ou d&apos;un type inconnu</translation>
    </message>
    <message>
        <source>is damaged: it states two different sizes</source>
        <translation>est endommagé : il indique deux tailles différentes</translation>
    </message>
    <message>
        <source>is damaged: parts of the photograph are missing</source>
        <translation>est endommagé : des parties du cliché manquent</translation>
    </message>
    <message>
        <source>is damaged: its decoder took too long, took too much memory or crashed</source>
        <translation>est endommagé : son décodage a pris trop de temps ou de mémoire, ou s&apos;est arrêté</translation>
    </message>
    <message>
        <source>is empty (0 bytes)</source>
        <translation>est vide (0 octet)</translation>
    </message>
    <message>
        <source>is a folder, not a photograph</source>
        <translation>est un dossier, pas un cliché</translation>
    </message>
    <message>
        <source>is not a folder</source>
        <translation>n&apos;est pas un dossier</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>n&apos;est pas un fichier ordinaire</translation>
    </message>
    <message>
        <source>is there already</source>
        <translation>existe déjà</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>n&apos;existe pas</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>permission refusée</translation>
    </message>
    <message>
        <source>does not fit into this computer&apos;s memory</source>
        <translation>ne tient pas dans la mémoire de cet ordinateur</translation>
    </message>
    <message>
        <source>is not a RetinaView project</source>
        <translation>n&apos;est pas un projet RetinaView</translation>
    </message>
    <message>
        <source>only one project can be open at a time</source>
        <translation>un seul projet peut être ouvert à la fois</translation>
    </message>
    <message>
        <source>was not written by this program, or has changed since</source>
        <translation>n&apos;a pas été écrit par ce programme, ou a changé depuis</translation>
    </message>
    <message>
        <source>another program is writing to it; nothing was changed, try again in a moment</source>
        <translation>un autre programme y écrit ; rien n&apos;a été modifié, réessayez dans un instant</translation>
    </message>
    <message>
        <source>the disk is full; nothing was changed, free some space and repeat the last step</source>
        <translation>le disque est plein ; rien n&apos;a été modifié, libérez de la place et répétez la dernière étape</translation>
    </message>
    <message>
        <source>cannot be written (read-only file, folder or disk); nothing was changed</source>
        <translation>ne peut pas être écrit (fichier, dossier ou disque en lecture seule) ; rien n&apos;a été modifié</translation>
    </message>
    <message>
        <source>the file is damaged; go back to a backup copy of it</source>
        <translation>le fichier est endommagé ; revenez à une copie de sauvegarde</translation>
    </message>
    <message>
        <source>another window changed the same marks, answer or patient first; nothing was changed, look at them again</source>
        <translation>une autre fenêtre a modifié d&apos;abord les mêmes marques, la réponse ou le patient ; rien n&apos;a été modifié, regardez-les à nouveau</translation>
    </message>
    <message>
        <source>another window changed the classes first; nothing was changed, look at them again</source>
        <translation>une autre fenêtre a modifié les classes avant ; rien n’a été changé, revoyez-les</translation>
    </message>
    <message>
        <source>The study was closed meanwhile; nothing was changed.</source>
        <translation>L&apos;étude a été fermée entre-temps ; rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>the connection to the server is lost</source>
        <translation>la liaison avec le serveur est perdue</translation>
    </message>
    <message>
        <source>your account may not do this; an administrator of the study can</source>
        <translation>votre compte n&apos;en a pas le droit ; un administrateur de l&apos;étude le peut</translation>
    </message>
    <message>
        <source>the account or its password is wrong (it may stand in the address, or in ~/.pgpass)</source>
        <translation>le compte ou son mot de passe est faux (il peut être dans l&apos;adresse ou dans ~/.pgpass)</translation>
    </message>
    <message>
        <source>Locked marks stay as they are; unlock them first</source>
        <translation>Les marques verrouillées restent telles quelles ; déverrouillez-les d&apos;abord</translation>
    </message>
    <message>
        <source>The box lies outside the photograph</source>
        <translation>Le cadre est hors du cliché</translation>
    </message>
    <message>
        <source>The mask lies outside the photograph</source>
        <translation>Le masque est hors du cliché</translation>
    </message>
    <message>
        <source>is cut short: the end of the {kind} is missing</source>
        <translation>est tronqué : la fin du {kind} manque</translation>
    </message>
    <message>
        <source>is not a photograph that can be read ({kinds})</source>
        <translation>n&apos;est pas un cliché lisible ({kinds})</translation>
    </message>
    <message>
        <source>is too large for a photograph ({size} GiB)</source>
        <translation>est trop grand pour un cliché ({size} Gio)</translation>
    </message>
    <message>
        <source>is a DICOM file of another kind ({name}), not a photograph</source>
        <translation>est un fichier DICOM d&apos;un autre type ({name}), pas un cliché</translation>
    </message>
    <message>
        <source>cannot be read: {why}</source>
        <translation>ne peut pas être lu : {why}</translation>
    </message>
    <message>
        <source>cannot be written: {why}</source>
        <translation>ne peut pas être écrit : {why}</translation>
    </message>
    <message>
        <source>cannot be written ({why})</source>
        <translation>ne peut pas être écrit ({why})</translation>
    </message>
    <message>
        <source>cannot be listed: {why}</source>
        <translation>ne peut pas être parcouru : {why}</translation>
    </message>
    <message>
        <source>{name} has changed since it was labelled</source>
        <translation>{name} a changé depuis son annotation</translation>
    </message>
    <message>
        <source>{name} was moved and is found again in {folder}</source>
        <translation>{name} a été déplacé et se retrouve dans {folder}</translation>
    </message>
    <message>
        <source>{name} is not in the study</source>
        <translation>{name} n&apos;est pas dans l&apos;étude</translation>
    </message>
    <message>
        <source>unknown class {name}; known are {known}</source>
        <translation>classe inconnue {name} ; connues : {known}</translation>
    </message>
    <message>
        <source>the class {name} has marks ({count}) and stays; change their class first</source>
        <translation>la classe {name} a des marques ({count}) et reste ; changez d’abord leur classe</translation>
    </message>
    <message>
        <source>{what} (left out)</source>
        <translation>{what} (laissé de côté)</translation>
    </message>
    <message>
        <source>{name} grades macular oedema only: DME {answer}</source>
        <translation>{name} ne classe que l&apos;œdème maculaire : OMD {answer}</translation>
    </message>
    <message>
        <source>memory ran out: {name} ran on {side} px tiles</source>
        <translation>mémoire insuffisante : {name} a tourné par carreaux de {side} px</translation>
    </message>
    <message>
        <source>graphics memory ran out: {name} ran on the processor</source>
        <translation>mémoire graphique insuffisante : {name} a tourné sur le processeur</translation>
    </message>
    <message>
        <source>Graded alone: the fellow eye&apos;s photograph cannot be read ({why})</source>
        <translation>Classé seul : le cliché de l&apos;autre œil ne peut pas être lu ({why})</translation>
    </message>
    <message>
        <source>Classes of this study</source>
        <translation>Classes de cette étude</translation>
    </message>
    <message>
        <source>Name of the class to add</source>
        <translation>Nom de la classe à ajouter</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a class.</source>
        <translation>« {name} » ne peut pas être le nom d’une classe.</translation>
    </message>
    <message>
        <source>“{name}” is in the list already.</source>
        <translation>« {name} » est déjà dans la liste.</translation>
    </message>
    <message numerus="yes">
        <source>“{name}” stays in the list, because it has %n mark(s). Change their class first.</source>
        <translation>
            <numerusform>« {name} » reste dans la liste, car elle a %n marque. Changez d’abord sa classe.</numerusform>
            <numerusform>« {name} » reste dans la liste, car elle a %n marques. Changez d’abord leur classe.</numerusform>
        </translation>
    </message>
    <message>
        <source>A study has at least one class.</source>
        <translation>Une étude a au moins une classe.</translation>
    </message>
    <message>
        <source>These classes are offered in this study, in this order. Files name them as the table says, whatever they are called here.</source>
        <translation>Ces classes sont proposées dans cette étude, dans cet ordre. Les fichiers les nomment comme le tableau l’indique, quel que soit leur nom ici.</translation>
    </message>
    <message>
        <source>“{name}” is another class&apos;s name, empty, or too long.</source>
        <translation>« {name} » est le nom d’une autre classe, vide ou trop long.</translation>
    </message>
    <message>
        <source>Two classes are called “{name}”.</source>
        <translation>Deux classes s’appellent « {name} ».</translation>
    </message>
    <message>
        <source>Key {key} is given twice: to “{first}” and to “{second}”.</source>
        <translation>La touche {key} est donnée deux fois : à « {first} » et à « {second} ».</translation>
    </message>
    <message>
        <source>Some readers cannot tell the colours of “{first}” and “{second}” apart.</source>
        <translation>Certains lecteurs ne distinguent pas les couleurs de « {first} » et de « {second} ».</translation>
    </message>
    <message>
        <source>With {lesion}</source>
        <translation>Avec {lesion}</translation>
    </message>
</context>
</TS>

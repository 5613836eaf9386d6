<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{action}: {why}.</source>
        <translation>{action}: {why}.</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Barra de herramientas</translation>
    </message>
    <message>
        <source>{key} in Read</source>
        <translation>{key} en lectura</translation>
    </message>
    <message>
        <source>{key} in Mark</source>
        <translation>{key} en marcado</translation>
    </message>
    <message>
        <source>Open photographs or project…</source>
        <translation>Abrir fotografías o proyecto…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Abrir carpeta…</translation>
    </message>
    <message>
        <source>Add photographs to this study…</source>
        <translation>Añadir fotografías a este estudio…</translation>
    </message>
    <message>
        <source>Get from archive…</source>
        <translation>Obtener del archivo…</translation>
    </message>
    <message>
        <source>Photographs of a patient or a day, from a DICOM archive.</source>
        <translation>Fotografías de un paciente o de un día, de un archivo DICOM.</translation>
    </message>
    <message>
        <source>Import labels…</source>
        <translation>Importar etiquetas…</translation>
    </message>
    <message>
        <source>Export labels…</source>
        <translation>Exportar etiquetas…</translation>
    </message>
    <message>
        <source>Report of this patient…</source>
        <translation>Informe de este paciente…</translation>
    </message>
    <message>
        <source>Report of the study…</source>
        <translation>Informe del estudio…</translation>
    </message>
    <message>
        <source>A PDF for every patient, and a summary as CSV and XLSX.</source>
        <translation>Un PDF por paciente y un resumen en CSV y XLSX.</translation>
    </message>
    <message>
        <source>Patient and eye from the names…</source>
        <translation>Paciente y ojo según los nombres…</translation>
    </message>
    <message>
        <source>Of the photographs selected in the worklist, or of all that it shows.</source>
        <translation>De las fotografías seleccionadas en la lista de trabajo, o de todas las que muestra.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Guardar una copia…</translation>
    </message>
    <message>
        <source>Of the project, not of the photographs.</source>
        <translation>Del proyecto, no de las fotografías.</translation>
    </message>
    <message>
        <source>Reader…</source>
        <translation>Lector…</translation>
    </message>
    <message>
        <source>Whose answers and marks these are; each reader has answers of their own.</source>
        <translation>De quién son estas respuestas y marcas; cada lector tiene las suyas.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Copy marks</source>
        <translation>Copiar marcas</translation>
    </message>
    <message>
        <source>Paste marks</source>
        <translation>Pegar marcas</translation>
    </message>
    <message>
        <source>Duplicate marks</source>
        <translation>Duplicar marcas</translation>
    </message>
    <message>
        <source>Delete marks</source>
        <translation>Eliminar marcas</translation>
    </message>
    <message>
        <source>A model&apos;s proposal is kept as rejected.</source>
        <translation>La propuesta de un modelo se conserva como rechazada.</translation>
    </message>
    <message>
        <source>Select all marks</source>
        <translation>Seleccionar todas las marcas</translation>
    </message>
    <message>
        <source>Lock or unlock marks</source>
        <translation>Bloquear o desbloquear marcas</translation>
    </message>
    <message>
        <source>A locked mark can be selected but not moved or deleted.</source>
        <translation>Una marca bloqueada se puede seleccionar, pero no mover ni eliminar.</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Preferencias…</translation>
    </message>
    <message>
        <source>Or {key:enter}. A photograph is unread until it has an answer or a mark.</source>
        <translation>O {key:enter}. Una fotografía está sin leer hasta que tiene una respuesta o una marca.</translation>
    </message>
    <message>
        <source>Kept with the study. {key:enter} commits the answer and shows what the models say.</source>
        <translation>Se guarda con el estudio. {key:enter} confirma la respuesta y muestra la de los modelos.</translation>
    </message>
    <message>
        <source>Drag a point of a mask</source>
        <translation>Arrastrar un punto de una máscara</translation>
    </message>
    <message>
        <source>Reshape it; a drag on its outline adds a point</source>
        <translation>Cambiar su forma; arrastrar en su contorno añade un punto</translation>
    </message>
    <message>
        <source>Double-click on a point</source>
        <translation>Doble clic en un punto</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Quitarlo</translation>
    </message>
    <message>
        <source>Nudge left</source>
        <translation>Mover a la izquierda</translation>
    </message>
    <message>
        <source>Nudge left by ten pixels</source>
        <translation>Mover diez píxeles a la izquierda</translation>
    </message>
    <message>
        <source>Nudge right</source>
        <translation>Mover a la derecha</translation>
    </message>
    <message>
        <source>Nudge right by ten pixels</source>
        <translation>Mover diez píxeles a la derecha</translation>
    </message>
    <message>
        <source>Nudge up</source>
        <translation>Mover hacia arriba</translation>
    </message>
    <message>
        <source>Nudge up by ten pixels</source>
        <translation>Mover diez píxeles hacia arriba</translation>
    </message>
    <message>
        <source>Nudge down</source>
        <translation>Mover hacia abajo</translation>
    </message>
    <message>
        <source>Nudge down by ten pixels</source>
        <translation>Mover diez píxeles hacia abajo</translation>
    </message>
    <message>
        <source>Mark: digits choose the class</source>
        <translation>Marcar: las cifras eligen la clase</translation>
    </message>
    <message>
        <source>Drawing a box switches to it, too.</source>
        <translation>Dibujar un recuadro también cambia a este modo.</translation>
    </message>
    <message>
        <source>Select and move</source>
        <translation>Seleccionar y mover</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>Dibujar recuadro</translation>
    </message>
    <message>
        <source>One drag per box, with the class used last.</source>
        <translation>Un arrastre por recuadro, con la última clase usada.</translation>
    </message>
    <message>
        <source>Measure a length or an area</source>
        <translation>Medir una longitud o un área</translation>
    </message>
    <message>
        <source>In pixels; also in disc diameters and millimetres where disc and fovea are known. With Shift, the area of an ellipse.</source>
        <translation>En píxeles; también en diámetros papilares y milímetros si se conocen papila y fóvea. Con Mayús, el área de una elipse.</translation>
    </message>
    <message>
        <source>Accept proposal</source>
        <translation>Aceptar propuesta</translation>
    </message>
    <message>
        <source>In Mark also {key:enter}.</source>
        <translation>En marcado, también {key:enter}.</translation>
    </message>
    <message>
        <source>{key:accept} accepts, {key:reject} rejects, and the view goes on to the next; {key:end_review} ends.</source>
        <translation>{key:accept} acepta, {key:reject} rechaza y la vista pasa a la siguiente; {key:end_review} termina.</translation>
    </message>
    <message>
        <source>Reject proposal</source>
        <translation>Rechazar propuesta</translation>
    </message>
    <message>
        <source>Accept all shown proposals</source>
        <translation>Aceptar todas las propuestas visibles</translation>
    </message>
    <message>
        <source>Reject all shown proposals</source>
        <translation>Rechazar todas las propuestas visibles</translation>
    </message>
    <message>
        <source>Review proposals, most certain first</source>
        <translation>Revisar propuestas, las más seguras primero</translation>
    </message>
    <message>
        <source>Review proposals by place</source>
        <translation>Revisar propuestas por lugar</translation>
    </message>
    <message>
        <source>From each on to the nearest.</source>
        <translation>De cada una a la más cercana.</translation>
    </message>
    <message>
        <source>End the review</source>
        <translation>Terminar la revisión</translation>
    </message>
    <message>
        <source>The view returns to where it was.</source>
        <translation>La vista vuelve a donde estaba.</translation>
    </message>
    <message>
        <source>Accept all proposals of this class</source>
        <translation>Aceptar todas las propuestas de esta clase</translation>
    </message>
    <message>
        <source>Reject all proposals of this class</source>
        <translation>Rechazar todas las propuestas de esta clase</translation>
    </message>
    <message>
        <source>Accept or reject by class and score…</source>
        <translation>Aceptar o rechazar por clase y puntuación…</translation>
    </message>
    <message>
        <source>Copy labels across to mine</source>
        <translation>Copiar etiquetas a las mías</translation>
    </message>
    <message>
        <source>Others&apos; labels are copied, networks&apos; proposals accepted.</source>
        <translation>Se copian las etiquetas de otros y se aceptan las propuestas de las redes.</translation>
    </message>
    <message>
        <source>Not certain of the marks, or certain</source>
        <translation>No seguro de las marcas, o seguro</translation>
    </message>
    <message>
        <source>Comment on the marks…</source>
        <translation>Comentar las marcas…</translation>
    </message>
    <message>
        <source>Classes of this study…</source>
        <translation>Clases de este estudio…</translation>
    </message>
    <message>
        <source>Which classes are offered, in which order, with name, key and colour.</source>
        <translation>Qué clases se ofrecen, en qué orden, con nombre, tecla y color.</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>Marca siguiente</translation>
    </message>
    <message>
        <source>Selects and centres it.</source>
        <translation>La selecciona y la centra.</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>Marca anterior</translation>
    </message>
    <message>
        <source>Previous photograph</source>
        <translation>Fotografía anterior</translation>
    </message>
    <message>
        <source>Next photograph</source>
        <translation>Fotografía siguiente</translation>
    </message>
    <message>
        <source>Next unread photograph</source>
        <translation>Siguiente fotografía sin leer</translation>
    </message>
    <message>
        <source>Next photograph without a grade</source>
        <translation>Siguiente fotografía sin grado</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>Buscar en la lista</translation>
    </message>
    <message>
        <source>Enter shows the first photograph found; Esc ends the search.</source>
        <translation>Intro muestra la primera fotografía encontrada; Esc termina la búsqueda.</translation>
    </message>
    <message>
        <source>Page {number} of {all}</source>
        <translation>Página {number} de {all}</translation>
    </message>
    <message>
        <source>Fundus report: {patient}</source>
        <translation>Informe de fondo de ojo: {patient}</translation>
    </message>
    <message>
        <source>Study {name}</source>
        <translation>Estudio {name}</translation>
    </message>
    <message>
        <source>Report of {time}</source>
        <translation>Informe de {time}</translation>
    </message>
    <message>
        <source>DR on the ICDR scale, DME as in IDRiD.</source>
        <translation>RD en la escala ICDR, EMD como en IDRiD.</translation>
    </message>
    <message>
        <source>Boxes: reader&apos;s marks. Outlines: lesions that the models found. Cross and rings: fovea, one and two disc diameters (DD) around it. Distances: of the nearest lesion from the fovea.</source>
        <translation>Recuadros: marcas del lector. Contornos: lesiones halladas por los modelos. Cruz y anillos: fóvea, uno y dos diámetros papilares (DP) alrededor. Distancias: de la lesión más cercana a la fóvea.</translation>
    </message>
    <message>
        <source>Fellow eye</source>
        <translation>Ojo contralateral</translation>
    </message>
    <message>
        <source>No photograph in the study.</source>
        <translation>Sin fotografía en el estudio.</translation>
    </message>
    <message>
        <source>OD right eye</source>
        <translation>OD ojo derecho</translation>
    </message>
    <message>
        <source>OS left eye</source>
        <translation>OS ojo izquierdo</translation>
    </message>
    <message>
        <source>Eye not known</source>
        <translation>Ojo desconocido</translation>
    </message>
    <message>
        <source>The photograph cannot be shown: {why}</source>
        <translation>No se puede mostrar la fotografía: {why}</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>Leído por</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Redes</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>Lesiones</translation>
    </message>
    <message>
        <source>nearest</source>
        <translation>cercana</translation>
    </message>
    <message numerus="yes">
        <source>and %n class(es) more, in the study&apos;s summary</source>
        <translation>
            <numerusform>y %n clase más, en el resumen del estudio</numerusform>
            <numerusform>y %n clases más, en el resumen del estudio</numerusform>
        </translation>
    </message>
    <message>
        <source>Read: digits grade the photograph</source>
        <translation>Leer: las cifras dan el grado</translation>
    </message>
    <message>
        <source>Ends drawing; again: clears the selection.</source>
        <translation>Termina el dibujo; otra vez: borra la selección.</translation>
    </message>
    <message>
        <source>Research use only; not a medical device.</source>
        <translation>Solo para investigación; no es un producto sanitario.</translation>
    </message>
    <message>
        <source>Not read by a reader.</source>
        <translation>Sin leer por un lector.</translation>
    </message>
    <message>
        <source>Not shown: the study is read blind first, and this photograph has no answer yet.</source>
        <translation>No mostrado: el estudio se lee primero a ciegas y esta fotografía aún no tiene respuesta.</translation>
    </message>
    <message>
        <source>Not analysed by any model yet.</source>
        <translation>Ningún modelo ha mirado esta fotografía.</translation>
    </message>
    <message>
        <source>Marked, not graded ({marks}).</source>
        <translation>Marcada, sin grado ({marks}).</translation>
    </message>
    <message>
        <source>Ungradable</source>
        <translation>No evaluable</translation>
    </message>
    <message>
        <source>Ungradable: {reason}</source>
        <translation>No evaluable: {reason}</translation>
    </message>
    <message>
        <source>DR {grade}, {name}</source>
        <translation>RD {grade}, {name}</translation>
    </message>
    <message>
        <source>DME {grade}, {name}</source>
        <translation>EMD {grade}, {name}</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>dudoso</translation>
    </message>
    <message>
        <source>unnamed reader</source>
        <translation>lector sin nombre</translation>
    </message>
    <message>
        <source>Ungradable; to be referred.</source>
        <translation>No evaluable; derivar.</translation>
    </message>
    <message>
        <source>DR {grade}, {name} ({share})</source>
        <translation>RD {grade}, {name} ({share})</translation>
    </message>
    <message>
        <source>DME {grade}, {name} ({share})</source>
        <translation>EMD {grade}, {name} ({share})</translation>
    </message>
    <message>
        <source>referable with probability {share}</source>
        <translation>derivable con probabilidad {share}</translation>
    </message>
    <message>
        <source>{answer} (score {score:.2f})</source>
        <translation>{answer} (puntuación {score:.2f})</translation>
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
        <translation>Umbrales fijados para este estudio: {list}.</translation>
    </message>
    <message>
        <source>Why ungradable…</source>
        <translation>Por qué no es evaluable…</translation>
    </message>
    <message>
        <source>Then a letter: blur, dark, artefact, field, other.</source>
        <translation>Después una letra: borrosa, oscura, artefacto, campo, otra.</translation>
    </message>
    <message>
        <source>Unsure of the answer</source>
        <translation>Respuesta dudosa</translation>
    </message>
    <message>
        <source>Flag, to come back to it</source>
        <translation>Marcar para volver a ella</translation>
    </message>
    <message>
        <source>Yours alone; the worklist has a filter and a column for it.</source>
        <translation>Solo suya; la lista de trabajo tiene un filtro y una columna para ello.</translation>
    </message>
    <message>
        <source>Comment on the photograph</source>
        <translation>Comentario sobre la fotografía</translation>
    </message>
    <message>
        <source>Enter or Esc leaves it.</source>
        <translation>Intro o Esc sale de él.</translation>
    </message>
    <message>
        <source>Agree with the models</source>
        <translation>Coincidir con los modelos</translation>
    </message>
    <message>
        <source>Where a proposal is selected, the key accepts that.</source>
        <translation>Si hay una propuesta seleccionada, la tecla la acepta.</translation>
    </message>
    <message>
        <source>Record my answer as the consensus</source>
        <translation>Registrar mi respuesta como consenso</translation>
    </message>
    <message>
        <source>With your name and the time; everybody&apos;s own answers stay.</source>
        <translation>Con su nombre y la hora; las respuestas de cada uno permanecen.</translation>
    </message>
    <message>
        <source>Agreement of readers…</source>
        <translation>Concordancia entre lectores…</translation>
    </message>
    <message>
        <source>Weighted kappa, and agreement of boxes.</source>
        <translation>Kappa ponderado y concordancia de recuadros.</translation>
    </message>
    <message>
        <source>Blind first: answer before the models are seen</source>
        <translation>Primero a ciegas: responder antes de ver los modelos</translation>
    </message>
    <message>
        <source>Run models again</source>
        <translation>Ejecutar de nuevo los modelos</translation>
    </message>
    <message>
        <source>Replaces untouched proposals only.</source>
        <translation>Solo reemplaza las propuestas sin tocar.</translation>
    </message>
    <message>
        <source>Run models on all photographs</source>
        <translation>Ejecutar los modelos en todas las fotografías</translation>
    </message>
    <message>
        <source>Next grading network</source>
        <translation>Siguiente red de clasificación</translation>
    </message>
    <message>
        <source>Shows its answer, and runs it where it has not run yet.</source>
        <translation>Muestra su respuesta y la ejecuta si aún no lo ha hecho.</translation>
    </message>
    <message>
        <source>Previous grading network</source>
        <translation>Red de clasificación anterior</translation>
    </message>
    <message>
        <source>Lesion discovery…</source>
        <translation>Descubrimiento de lesiones…</translation>
    </message>
    <message>
        <source>Clusters what a network responds to in this study, for you to name.</source>
        <translation>Agrupa aquello a lo que responde una red en este estudio, para que usted lo nombre.</translation>
    </message>
    <message>
        <source>Stop the models</source>
        <translation>Detener los modelos</translation>
    </message>
    <message>
        <source>Run automatically on every photograph shown</source>
        <translation>Ejecutar automáticamente en cada fotografía mostrada</translation>
    </message>
    <message>
        <source>Networks and weights…</source>
        <translation>Redes y pesos…</translation>
    </message>
    <message>
        <source>What each network does, and how well; adds and downloads weights.</source>
        <translation>Qué hace cada red y con qué acierto; añade y descarga pesos.</translation>
    </message>
    <message>
        <source>Improve the networks with these labels…</source>
        <translation>Mejorar las redes con estas etiquetas…</translation>
    </message>
    <message>
        <source>Trains on your boxes or grades, and compares old and new on patients held out.</source>
        <translation>Entrena con sus recuadros o grados y compara lo viejo y lo nuevo en pacientes reservados.</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Paleta de comandos…</translation>
    </message>
    <message>
        <source>Guide…</source>
        <translation>Guía…</translation>
    </message>
    <message>
        <source>Opens at the page for what you are doing.</source>
        <translation>Se abre en la página de lo que está haciendo.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Atajos de teclado…</translation>
    </message>
    <message>
        <source>Tour in six steps…</source>
        <translation>Recorrido en seis pasos…</translation>
    </message>
    <message>
        <source>Demonstration on drawn photographs</source>
        <translation>Demostración con fotografías dibujadas</translation>
    </message>
    <message>
        <source>Show log folder</source>
        <translation>Mostrar la carpeta del registro</translation>
    </message>
    <message>
        <source>About RetinaView…</source>
        <translation>Acerca de RetinaView…</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Rueda</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Zoom en el puntero</translation>
    </message>
    <message>
        <source>Move the photograph</source>
        <translation>Mover la fotografía</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Arrastrar con el botón central</translation>
    </message>
    <message>
        <source>Double-click on the background</source>
        <translation>Doble clic en el fondo</translation>
    </message>
    <message>
        <source>Fit photograph</source>
        <translation>Ajustar la fotografía</translation>
    </message>
    <message>
        <source>Shift+click</source>
        <translation>Mayús+clic</translation>
    </message>
    <message>
        <source>Add a mark to the selection</source>
        <translation>Añadir una marca a la selección</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edición</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marcar</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>Grado</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Ir</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Recientes</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>Desplazar</translation>
    </message>
    <message>
        <source>Draw as</source>
        <translation>Dibujar como</translation>
    </message>
    <message>
        <source>Change class to</source>
        <translation>Cambiar la clase a</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Lado a lado</translation>
    </message>
    <message>
        <source>Zoom to region</source>
        <translation>Ampliar la región</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Orientación</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Su respuesta</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Dudoso</translation>
    </message>
    <message>
        <source>The answer is not certain</source>
        <translation>La respuesta no es segura</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>Conforme</translation>
    </message>
    <message>
        <source>Next ⏎</source>
        <translation>Siguiente ⏎</translation>
    </message>
    <message>
        <source>Digits grade the photograph ({key:read_mode})</source>
        <translation>Las cifras dan el grado ({key:read_mode})</translation>
    </message>
    <message>
        <source>Digits choose the class, a drag draws ({key:draw})</source>
        <translation>Las cifras eligen la clase, arrastrar dibuja ({key:draw})</translation>
    </message>
    <message>
        <source>Adopt the models&apos; answer ({key:agree})</source>
        <translation>Adoptar la respuesta de los modelos ({key:agree})</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph ({key:enter})</source>
        <translation>Pasar a la siguiente fotografía sin leer ({key:enter})</translation>
    </message>
    <message>
        <source>Which eye is not known</source>
        <translation>No se sabe qué ojo es</translation>
    </message>
    <message>
        <source>DR</source>
        <translation>RD</translation>
    </message>
    <message>
        <source>DME</source>
        <translation>EMD</translation>
    </message>
    <message>
        <source>The right (OD) eye</source>
        <translation>El ojo derecho (OD)</translation>
    </message>
    <message>
        <source>The left (OS) eye</source>
        <translation>El ojo izquierdo (OS)</translation>
    </message>
    <message>
        <source>Agree: {answer}</source>
        <translation>Conforme: {answer}</translation>
    </message>
    <message>
        <source>DR {grade}: {name}</source>
        <translation>RD {grade}: {name}</translation>
    </message>
    <message>
        <source>DME {grade}: {name} ({key:dme_{grade}})</source>
        <translation>EMD {grade}: {name} ({key:dme_{grade}})</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentario</translation>
    </message>
    <message>
        <source>left unread</source>
        <translation>sin leer</translation>
    </message>
    <message>
        <source>Models: {answers}</source>
        <translation>Modelos: {answers}</translation>
    </message>
    <message>
        <source>&amp;Blur</source>
        <translation>&amp;Borrosa</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscura</translation>
    </message>
    <message>
        <source>&amp;Artefact</source>
        <translation>&amp;Artefacto</translation>
    </message>
    <message>
        <source>&amp;Field of view</source>
        <translation>&amp;Campo</translation>
    </message>
    <message>
        <source>&amp;Other reason</source>
        <translation>O&amp;tra razón</translation>
    </message>
    <message>
        <source>Gradable or not</source>
        <translation>Evaluable o no</translation>
    </message>
    <message>
        <source>Can the photograph be graded?
Ungradable: {key:ungradable}; the reason: {key:ungradable_why}</source>
        <translation>¿Se puede evaluar la fotografía?
No evaluable: {key:ungradable}; la razón: {key:ungradable_why}</translation>
    </message>
    <message>
        <source>&amp;Gradable</source>
        <translation>&amp;Evaluable</translation>
    </message>
    <message>
        <source>&amp;Ungradable</source>
        <translation>&amp;No evaluable</translation>
    </message>
    <message>
        <source>Gradable</source>
        <translation>Evaluable</translation>
    </message>
    <message>
        <source>Not: {reason}</source>
        <translation>No: {reason}</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>borrosa</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>oscura</translation>
    </message>
    <message>
        <source>artefact</source>
        <translation>artefacto</translation>
    </message>
    <message>
        <source>field</source>
        <translation>campo</translation>
    </message>
    <message>
        <source>other</source>
        <translation>otra</translation>
    </message>
    <message>
        <source>ungradable</source>
        <translation>no evaluable</translation>
    </message>
    <message>
        <source>ungradable, {reason}</source>
        <translation>no evaluable, {reason}</translation>
    </message>
    <message>
        <source>DME {dme}</source>
        <translation>EMD {dme}</translation>
    </message>
    <message>
        <source>DR {dr}</source>
        <translation>RD {dr}</translation>
    </message>
    <message>
        <source>DR {dr}, DME {dme}</source>
        <translation>RD {dr}, EMD {dme}</translation>
    </message>
    <message>
        <source>{answer}; the grade was removed</source>
        <translation>{answer}; se ha quitado el grado</translation>
    </message>
    <message>
        <source>{answer}; no longer ungradable</source>
        <translation>{answer}; ya es evaluable</translation>
    </message>
    <message>
        <source>No longer unsure</source>
        <translation>Ya no es dudoso</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Marcada</translation>
    </message>
    <message>
        <source>No longer flagged</source>
        <translation>Ya no marcada</translation>
    </message>
    <message>
        <source>Comment saved</source>
        <translation>Comentario guardado</translation>
    </message>
    <message>
        <source>Comment removed</source>
        <translation>Comentario eliminado</translation>
    </message>
    <message>
        <source>Answer taken back</source>
        <translation>Respuesta retirada</translation>
    </message>
    <message>
        <source>Fundus photograph</source>
        <translation>Retinografía</translation>
    </message>
    <message>
        <source>where the network looked, not lesion evidence</source>
        <translation>dónde miró la red, no es prueba de lesión</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Atención</translation>
    </message>
    <message>
        <source>low</source>
        <translation>baja</translation>
    </message>
    <message>
        <source>high</source>
        <translation>alta</translation>
    </message>
    <message>
        <source>{doubt}. Lesions shown are unreliable.</source>
        <translation>{doubt}. Las lesiones mostradas no son fiables.</translation>
    </message>
    <message>
        <source>{doubt}. Lesions shown may be unreliable.</source>
        <translation>{doubt}. Las lesiones mostradas pueden no ser fiables.</translation>
    </message>
    <message>
        <source>Mirrored on the screen</source>
        <translation>Reflejada en la pantalla</translation>
    </message>
    <message>
        <source>Mirrored and rotated by {degrees}° on the screen</source>
        <translation>Reflejada y girada {degrees}° en la pantalla</translation>
    </message>
    <message>
        <source>Rotated by {degrees}° on the screen</source>
        <translation>Girada {degrees}° en la pantalla</translation>
    </message>
    <message>
        <source>Drop fundus photographs or a folder here</source>
        <translation>Suelte aquí retinografías o una carpeta</translation>
    </message>
    <message>
        <source>or open them with {key:open}, a folder with {key:open_folder}</source>
        <translation>o ábralas con {key:open}, una carpeta con {key:open_folder}</translation>
    </message>
    <message>
        <source>Undo {step}</source>
        <translation>Deshacer: {step}</translation>
    </message>
    <message>
        <source>Redo {step}</source>
        <translation>Rehacer: {step}</translation>
    </message>
    <message>
        <source>Data and licences of the weights are on their cards: Models, Networks and weights.</source>
        <translation>Los datos y licencias de los pesos están en sus fichas: Modelos, Redes y pesos.</translation>
    </message>
    <message>
        <source>About RetinaView</source>
        <translation>Acerca de RetinaView</translation>
    </message>
    <message>
        <source>see its files</source>
        <translation>ver sus archivos</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Componente</translation>
    </message>
    <message>
        <source>Away from fovea</source>
        <translation>Lejos de la fóvea</translation>
    </message>
    <message>
        <source>Near fovea</source>
        <translation>Cerca de la fóvea</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
    <message>
        <source>DR grade</source>
        <translation>Grado de RD</translation>
    </message>
    <message>
        <source>DME grade</source>
        <translation>Grado de EMD</translation>
    </message>
    <message>
        <source>Referable</source>
        <translation>Derivable</translation>
    </message>
    <message>
        <source>Graded from</source>
        <translation>Clasificado con</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>same</source>
        <translation>igual</translation>
    </message>
    <message>
        <source>both eyes</source>
        <translation>ambos ojos</translation>
    </message>
    <message>
        <source>this eye</source>
        <translation>este ojo</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>Fundus photographs, what published models see in them, and what readers say. The models show where they looked and what they found; they do not decide.</source>
        <translation>Retinografías, lo que ven en ellas los modelos publicados y lo que dicen los lectores. Los modelos muestran dónde miraron y qué encontraron; no deciden.</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Escriba un comando</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>With the mouse</source>
        <translation>Con el ratón</translation>
    </message>
    <message>
        <source>Microaneurysm</source>
        <translation>Microaneurisma</translation>
    </message>
    <message>
        <source>Haemorrhage</source>
        <translation>Hemorragia</translation>
    </message>
    <message>
        <source>Hard exudate</source>
        <translation>Exudado duro</translation>
    </message>
    <message>
        <source>Cotton-wool spot</source>
        <translation>Exudado algodonoso</translation>
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
        <translation>La regla 4-2-1 de la retinopatía grave (ICDR): más de 20 hemorragias intrarretinianas en cada uno de los 4 cuadrantes, arrosariamiento venoso en 2 o AMIR prominentes en 1.
Se cuentan recuadros, marcados y propuestos; un grupo en un recuadro cuenta una vez. Cuadrantes vistos desde la papila.</translation>
    </message>
    <message>
        <source>{part}, not assessed</source>
        <translation>{part}, sin evaluar</translation>
    </message>
    <message numerus="yes">
        <source>and %n network(s) more</source>
        <translation>
            <numerusform>y %n red más</numerusform>
            <numerusform>y %n redes más</numerusform>
        </translation>
    </message>
    <message>
        <source>Evidence by quadrant, 4-2-1 rule</source>
        <translation>Indicios por cuadrante, regla 4-2-1</translation>
    </message>
    <message>
        <source>Hard exudates and the fovea</source>
        <translation>Exudados duros y fóvea</translation>
    </message>
    <message>
        <source>DME {grade}: {criterion}</source>
        <translation>EMD {grade}: {criterion}</translation>
    </message>
    <message>
        <source>What the networks say</source>
        <translation>Qué dicen las redes</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>Lectores</translation>
    </message>
    <message>
        <source>{part}, {quadrant}: shows them</source>
        <translation>{part}, {quadrant}: los muestra</translation>
    </message>
    <message>
        <source>Shows them on the photograph</source>
        <translation>Los muestra en la fotografía</translation>
    </message>
    <message>
        <source>Venous beading</source>
        <translation>Arrosariamiento venoso</translation>
    </message>
    <message>
        <source>Neovascularisation</source>
        <translation>Neovascularización</translation>
    </message>
    <message>
        <source>Preretinal haemorrhage</source>
        <translation>Hemorragia prerretiniana</translation>
    </message>
    <message>
        <source>Optic disc</source>
        <translation>Papila óptica</translation>
    </message>
    <message>
        <source>Fovea</source>
        <translation>Fóvea</translation>
    </message>
    <message>
        <source>Laser scar</source>
        <translation>Cicatriz de láser</translation>
    </message>
    <message>
        <source>Drusen</source>
        <translation>Drusas</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source>No DR</source>
        <translation>Sin RD</translation>
    </message>
    <message>
        <source>Mild NPDR</source>
        <translation>RDNP leve</translation>
    </message>
    <message>
        <source>Moderate NPDR</source>
        <translation>RDNP moderada</translation>
    </message>
    <message>
        <source>Severe NPDR</source>
        <translation>RDNP grave</translation>
    </message>
    <message>
        <source>Proliferative DR</source>
        <translation>RD proliferativa</translation>
    </message>
    <message>
        <source>No abnormalities.</source>
        <translation>Sin anomalías.</translation>
    </message>
    <message>
        <source>Microaneurysms only.</source>
        <translation>Solo microaneurismas.</translation>
    </message>
    <message>
        <source>More than just microaneurysms, but less than severe.</source>
        <translation>Más que microaneurismas, pero menos que grave.</translation>
    </message>
    <message>
        <source>Any of: more than 20 intraretinal haemorrhages in each of 4 quadrants; definite venous beading in 2 or more quadrants; prominent IRMA in 1 or more quadrants; and no sign of proliferative retinopathy (4-2-1 rule).</source>
        <translation>Cualquiera de: más de 20 hemorragias intrarretinianas en cada uno de los 4 cuadrantes; arrosariamiento venoso claro en 2 o más cuadrantes; AMIR prominentes en 1 o más cuadrantes; y sin signos de retinopatía proliferativa (regla 4-2-1).</translation>
    </message>
    <message>
        <source>One or more of: neovascularisation; vitreous or preretinal haemorrhage.</source>
        <translation>Uno o más de: neovascularización; hemorragia vítrea o prerretiniana.</translation>
    </message>
    <message>
        <source>No DME</source>
        <translation>Sin EMD</translation>
    </message>
    <message>
        <source>Exudates away from fovea</source>
        <translation>Exudados lejos de la fóvea</translation>
    </message>
    <message>
        <source>Exudates near fovea</source>
        <translation>Exudados cerca de la fóvea</translation>
    </message>
    <message>
        <source>No apparent hard exudate.</source>
        <translation>Sin exudados duros aparentes.</translation>
    </message>
    <message>
        <source>Hard exudates, none within one disc diameter of the centre of the fovea.</source>
        <translation>Exudados duros, ninguno a menos de un diámetro papilar del centro de la fóvea.</translation>
    </message>
    <message>
        <source>Hard exudate within one disc diameter of the centre of the fovea.</source>
        <translation>Exudado duro a menos de un diámetro papilar del centro de la fóvea.</translation>
    </message>
    <message>
        <source>DR 0  No DR</source>
        <translation>RD 0  Sin RD</translation>
    </message>
    <message>
        <source>DR 1  Mild NPDR</source>
        <translation>RD 1  RDNP leve</translation>
    </message>
    <message>
        <source>DR 2  Moderate NPDR</source>
        <translation>RD 2  RDNP moderada</translation>
    </message>
    <message>
        <source>DR 3  Severe NPDR</source>
        <translation>RD 3  RDNP grave</translation>
    </message>
    <message>
        <source>DR 4  Proliferative DR</source>
        <translation>RD 4  RD proliferativa</translation>
    </message>
    <message>
        <source>DME 0  No DME</source>
        <translation>EMD 0  Sin EMD</translation>
    </message>
    <message>
        <source>DME 1  Exudates away from fovea</source>
        <translation>EMD 1  Exudados lejos de la fóvea</translation>
    </message>
    <message>
        <source>DME 2  Exudates near fovea</source>
        <translation>EMD 2  Exudados cerca de la fóvea</translation>
    </message>
    <message>
        <source>Region 1</source>
        <translation>Región 1</translation>
    </message>
    <message>
        <source>Region 2</source>
        <translation>Región 2</translation>
    </message>
    <message>
        <source>Region 3</source>
        <translation>Región 3</translation>
    </message>
    <message>
        <source>Region 4</source>
        <translation>Región 4</translation>
    </message>
    <message>
        <source>superior temporal</source>
        <translation>temporal superior</translation>
    </message>
    <message>
        <source>superior nasal</source>
        <translation>nasal superior</translation>
    </message>
    <message>
        <source>inferior temporal</source>
        <translation>temporal inferior</translation>
    </message>
    <message>
        <source>inferior nasal</source>
        <translation>nasal inferior</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>propuesta</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>aceptada</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>editada</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rechazada</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>dibujada</translation>
    </message>
    <message>
        <source>good</source>
        <translation>buena</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>dudosa</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Borrosa</translation>
    </message>
    <message>
        <source>Artefact</source>
        <translation>Artefacto</translation>
    </message>
    <message>
        <source>Myelinated fibres</source>
        <translation>Fibras mielinizadas</translation>
    </message>
    <message>
        <source>Epiretinal membrane</source>
        <translation>Membrana epirretiniana</translation>
    </message>
    <message>
        <source>Fibrous proliferation</source>
        <translation>Proliferación fibrosa</translation>
    </message>
    <message>
        <source>Vitreous haemorrhage</source>
        <translation>Hemorragia vítrea</translation>
    </message>
    <message>
        <source>Retinal detachment</source>
        <translation>Desprendimiento de retina</translation>
    </message>
    <message>
        <source>Asteroid hyalosis</source>
        <translation>Hialosis asteroide</translation>
    </message>
    <message>
        <source>Pigment change</source>
        <translation>Alteración pigmentaria</translation>
    </message>
    <message>
        <source>Naevus</source>
        <translation>Nevo</translation>
    </message>
    <message>
        <source>yellow</source>
        <comment>colour</comment>
        <translation>amarillo</translation>
    </message>
    <message>
        <source>white</source>
        <comment>colour</comment>
        <translation>blanco</translation>
    </message>
    <message>
        <source>blue</source>
        <comment>colour</comment>
        <translation>azul</translation>
    </message>
    <message>
        <source>violet</source>
        <comment>colour</comment>
        <translation>violeta</translation>
    </message>
    <message>
        <source>light green</source>
        <comment>colour</comment>
        <translation>verde claro</translation>
    </message>
    <message>
        <source>pink</source>
        <comment>colour</comment>
        <translation>rosa</translation>
    </message>
    <message>
        <source>grey</source>
        <comment>colour</comment>
        <translation>gris</translation>
    </message>
    <message>
        <source>mint</source>
        <comment>colour</comment>
        <translation>menta</translation>
    </message>
    <message>
        <source>lilac</source>
        <comment>colour</comment>
        <translation>lila</translation>
    </message>
    <message>
        <source>green</source>
        <comment>colour</comment>
        <translation>verde</translation>
    </message>
    <message>
        <source>silver</source>
        <comment>colour</comment>
        <translation>plata</translation>
    </message>
    <message>
        <source>sage</source>
        <comment>colour</comment>
        <translation>salvia</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>Other reason</source>
        <translation>Otra razón</translation>
    </message>
    <message>
        <source>not a fundus photograph</source>
        <translation>no es una retinografía</translation>
    </message>
    <message>
        <source>no colour</source>
        <translation>sin color</translation>
    </message>
    <message>
        <source>haze</source>
        <translation>velo</translation>
    </message>
    <message>
        <source>field cut off</source>
        <translation>campo cortado</translation>
    </message>
    <message>
        <source>too few pixels</source>
        <translation>muy pocos píxeles</translation>
    </message>
    <message>
        <source>overexposed</source>
        <translation>sobreexpuesta</translation>
    </message>
    <message>
        <source>no field of view</source>
        <translation>sin campo de visión</translation>
    </message>
    <message>
        <source>noise or compression</source>
        <translation>ruido o compresión</translation>
    </message>
    <message>
        <source>uneven light</source>
        <translation>luz desigual</translation>
    </message>
    <message>
        <source>damaged file</source>
        <translation>archivo dañado</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>centro</translation>
    </message>
    <message>
        <source>inner superior</source>
        <translation>interno superior</translation>
    </message>
    <message>
        <source>inner nasal</source>
        <translation>interno nasal</translation>
    </message>
    <message>
        <source>inner inferior</source>
        <translation>interno inferior</translation>
    </message>
    <message>
        <source>inner temporal</source>
        <translation>interno temporal</translation>
    </message>
    <message>
        <source>outer superior</source>
        <translation>externo superior</translation>
    </message>
    <message>
        <source>outer nasal</source>
        <translation>externo nasal</translation>
    </message>
    <message>
        <source>outer inferior</source>
        <translation>externo inferior</translation>
    </message>
    <message>
        <source>outer temporal</source>
        <translation>externo temporal</translation>
    </message>
    <message>
        <source>coverage regions</source>
        <translation>regiones de cobertura</translation>
    </message>
    <message>
        <source>attention regions</source>
        <translation>regiones de atención</translation>
    </message>
    <message>
        <source>attention and coverage regions</source>
        <translation>regiones de atención y de cobertura</translation>
    </message>
    <message>
        <source>most certain first</source>
        <translation>las más seguras primero</translation>
    </message>
    <message>
        <source>by place</source>
        <translation>por lugar</translation>
    </message>
    <message>
        <source>CSV holds only boxes: to other programs a mask is the box around it</source>
        <translation>el CSV solo contiene recuadros: para otros programas, las máscaras son los recuadros que las rodean</translation>
    </message>
    <message>
        <source>Pascal VOC holds only boxes: to other programs a mask is the box around it</source>
        <translation>Pascal VOC solo contiene recuadros: para otros programas, las máscaras son los recuadros que las rodean</translation>
    </message>
    <message>
        <source>masks do not say where one lesion ends, nor who drew it</source>
        <translation>las máscaras no dicen dónde acaba una lesión ni quién la dibujó</translation>
    </message>
    <message>
        <source>masks hold no gradings</source>
        <translation>las máscaras no contienen grados</translation>
    </message>
    <message>
        <source>YOLO&apos;s lines hold only classes and shapes; the rest is in boxes.csv</source>
        <translation>las líneas de YOLO solo contienen clases y formas; lo demás está en boxes.csv</translation>
    </message>
    <message>
        <source>gradings are in images.csv</source>
        <translation>los grados están en images.csv</translation>
    </message>
    <message>
        <source>Proposed as marks: neighbouring lesions share a box, specks are left out, at most 200.</source>
        <translation>Propuestas como marcas: las lesiones vecinas comparten recuadro, se omiten las motas, 200 como máximo.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Follow the desktop</source>
        <translation>Como el escritorio</translation>
    </message>
    <message>
        <source>As they were left</source>
        <translation>Como se dejaron</translation>
    </message>
    <message>
        <source>As at the first start</source>
        <translation>Como en el primer inicio</translation>
    </message>
    <message>
        <source>Zooms at the pointer</source>
        <translation>Amplía en el puntero</translation>
    </message>
    <message>
        <source>Scrolls; with Ctrl it zooms</source>
        <translation>Desplaza; con Ctrl amplía</translation>
    </message>
    <message>
        <source>At the zoom at which it was left</source>
        <translation>Con el zoom con que se dejó</translation>
    </message>
    <message>
        <source>At the zoom of the one before</source>
        <translation>Con el zoom de la anterior</translation>
    </message>
    <message>
        <source>Run when asked</source>
        <translation>Ejecutar cuando se pida</translation>
    </message>
    <message>
        <source>Run on every photograph shown</source>
        <translation>Ejecutar en cada fotografía mostrada</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Also on</source>
        <translation>También en</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>As the desktop&apos;s</source>
        <translation>La del escritorio</translation>
    </message>
    <message>
        <source>{points} pt</source>
        <translation>{points} pt</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Buscar un comando</translation>
    </message>
    <message>
        <source>Default key</source>
        <translation>Tecla predeterminada</translation>
    </message>
    <message>
        <source>Reader&apos;s name</source>
        <translation>Nombre del lector</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Layers at start</source>
        <translation>Capas al inicio</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>Pulse la nueva tecla</translation>
    </message>
    <message>
        <source>Marks and answers carry the name from the next study opened on.</source>
        <translation>Las marcas y respuestas llevan el nombre desde el próximo estudio que se abra.</translation>
    </message>
    <message>
        <source>One eye</source>
        <translation>Un ojo</translation>
    </message>
    <message>
        <source>Both eyes</source>
        <translation>Ambos ojos</translation>
    </message>
    <message>
        <source>OD left, OS right; {key:fellow} goes to the other.</source>
        <translation>OD a la izquierda, OS a la derecha; {key:fellow} pasa al otro.</translation>
    </message>
    <message>
        <source>Compare two networks</source>
        <translation>Comparar dos redes</translation>
    </message>
    <message>
        <source>This photograph as each of them sees it, with their scores in the side panel.</source>
        <translation>Esta fotografía como la ve cada una, con su puntuación en el panel lateral.</translation>
    </message>
    <message>
        <source>Adjudicate readers</source>
        <translation>Arbitrar entre lectores</translation>
    </message>
    <message>
        <source>Everybody&apos;s marks over each other, each with its sign, and what is decided.</source>
        <translation>Las marcas de todos superpuestas, cada una con su signo, y lo que se decide.</translation>
    </message>
    <message>
        <source>Previous visit beside</source>
        <translation>Visita anterior al lado</translation>
    </message>
    <message>
        <source>The same eye before, left, registered onto this photograph.</source>
        <translation>El mismo ojo antes, a la izquierda, registrado sobre esta fotografía.</translation>
    </message>
    <message>
        <source>Blink the previous visit over this one</source>
        <translation>Alternar la visita anterior con esta</translation>
    </message>
    <message>
        <source>The two change places, so that whatever has changed moves.</source>
        <translation>Las dos se alternan: lo que ha cambiado se mueve.</translation>
    </message>
    <message>
        <source>Zoom and move both together</source>
        <translation>Ampliar y mover ambas a la vez</translation>
    </message>
    <message>
        <source>Mirror the two eyes, nasal to nasal</source>
        <translation>Ojos en espejo, nasal con nasal</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Reducir</translation>
    </message>
    <message>
        <source>Actual size, pixel by pixel</source>
        <translation>Tamaño real, píxel a píxel</translation>
    </message>
    <message>
        <source>Keep zoom from photograph to photograph</source>
        <translation>Mantener el zoom entre fotografías</translation>
    </message>
    <message>
        <source>Otherwise each photograph is shown as you left it.</source>
        <translation>Si no, cada fotografía se muestra como la dejó.</translation>
    </message>
    <message>
        <source>Only on the screen; the file and all marks stay as they are.</source>
        <translation>Solo en la pantalla; el archivo y todas las marcas quedan como están.</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>Girar a la derecha</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>Girar a la izquierda</translation>
    </message>
    <message>
        <source>Mirror left and right</source>
        <translation>Reflejar izquierda y derecha</translation>
    </message>
    <message>
        <source>Mirror top and bottom</source>
        <translation>Reflejar arriba y abajo</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Como en el archivo</translation>
    </message>
    <message>
        <source>Zoom to next suspicious region</source>
        <translation>Ampliar la siguiente región sospechosa</translation>
    </message>
    <message>
        <source>After the last one, the whole photograph.</source>
        <translation>Tras la última, la fotografía entera.</translation>
    </message>
    <message>
        <source>Zoom to previous suspicious region</source>
        <translation>Ampliar la región sospechosa anterior</translation>
    </message>
    <message>
        <source>Next view: colour, red-free, CLAHE</source>
        <translation>Vista siguiente: color, aneritra, CLAHE</translation>
    </message>
    <message>
        <source>Reset brightness and contrast</source>
        <translation>Restablecer brillo y contraste</translation>
    </message>
    <message>
        <source>Faint hints once a previous visit is registered; never labels here.</source>
        <translation>Indicios tenues cuando la visita anterior está registrada; nunca etiquetas aquí.</translation>
    </message>
    <message>
        <source>Or hold {key:hold_bare}.</source>
        <translation>O mantener pulsado {key:hold_bare}.</translation>
    </message>
    <message>
        <source>Attention map</source>
        <translation>Mapa de atención</translation>
    </message>
    <message>
        <source>Where the grading network looked; not lesion evidence.</source>
        <translation>Dónde miró la red de clasificación; no es prueba de lesión.</translation>
    </message>
    <message>
        <source>No attention map for this photograph yet.</source>
        <translation>Aún no hay mapa de atención de esta fotografía.</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacidad</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Contorno</translation>
    </message>
    <message>
        <source>Draw</source>
        <comment>step</comment>
        <translation>Dibujar</translation>
    </message>
    <message>
        <source>Paint</source>
        <comment>step</comment>
        <translation>Pintar</translation>
    </message>
    <message>
        <source>Outline</source>
        <comment>step</comment>
        <translation>Contornear</translation>
    </message>
    <message>
        <source>Place</source>
        <comment>step</comment>
        <translation>Colocar</translation>
    </message>
    <message>
        <source>Move</source>
        <comment>step</comment>
        <translation>Mover</translation>
    </message>
    <message>
        <source>Resize</source>
        <comment>step</comment>
        <translation>Cambiar tamaño de</translation>
    </message>
    <message>
        <source>Change class of</source>
        <comment>step</comment>
        <translation>Cambiar la clase de</translation>
    </message>
    <message>
        <source>Delete</source>
        <comment>step</comment>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <comment>step</comment>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>Paste</source>
        <comment>step</comment>
        <translation>Pegar</translation>
    </message>
    <message>
        <source>Accept</source>
        <comment>step</comment>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Reject</source>
        <comment>step</comment>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Lock</source>
        <comment>step</comment>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Unlock</source>
        <comment>step</comment>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Comment on</source>
        <comment>step</comment>
        <translation>Comentar</translation>
    </message>
    <message>
        <source>Erase part of</source>
        <comment>step</comment>
        <translation>Borrar parte de</translation>
    </message>
    <message>
        <source>Move a point of</source>
        <comment>step</comment>
        <translation>Mover un punto de</translation>
    </message>
    <message>
        <source>Add a point to</source>
        <comment>step</comment>
        <translation>Añadir un punto a</translation>
    </message>
    <message>
        <source>Remove a point of</source>
        <comment>step</comment>
        <translation>Quitar un punto de</translation>
    </message>
    <message>
        <source>Split</source>
        <comment>step</comment>
        <translation>Dividir</translation>
    </message>
    <message>
        <source>Snap</source>
        <comment>step</comment>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>Make mask of</source>
        <comment>step</comment>
        <translation>Hacer máscara de</translation>
    </message>
    <message>
        <source>Make box of</source>
        <comment>step</comment>
        <translation>Hacer recuadro de</translation>
    </message>
    <message>
        <source>Doubt</source>
        <comment>step</comment>
        <translation>Dudar de</translation>
    </message>
    <message>
        <source>Be sure of</source>
        <comment>step</comment>
        <translation>Estar seguro de</translation>
    </message>
    <message>
        <source>Grade</source>
        <comment>step</comment>
        <translation>Clasificar</translation>
    </message>
    <message>
        <source>Change patient</source>
        <comment>step</comment>
        <translation>Cambiar paciente</translation>
    </message>
    <message>
        <source>Change eye</source>
        <comment>step</comment>
        <translation>Cambiar ojo</translation>
    </message>
    <message>
        <source>Change date</source>
        <comment>step</comment>
        <translation>Cambiar la fecha</translation>
    </message>
    <message>
        <source>Change classes</source>
        <comment>step</comment>
        <translation>Cambiar las clases</translation>
    </message>
    <message>
        <source>Import marks</source>
        <comment>step</comment>
        <translation>Importar marcas</translation>
    </message>
    <message>
        <source>Import grading</source>
        <comment>step</comment>
        <translation>Importar grados</translation>
    </message>
    <message>
        <source>Keep answer</source>
        <comment>step</comment>
        <translation>Conservar respuesta</translation>
    </message>
    <message>
        <source>Keep marks</source>
        <comment>step</comment>
        <translation>Conservar marcas</translation>
    </message>
    <message>
        <source>Turn blind reading on</source>
        <comment>step</comment>
        <translation>Activar la lectura a ciegas</translation>
    </message>
    <message>
        <source>Turn blind reading off</source>
        <comment>step</comment>
        <translation>Desactivar la lectura a ciegas</translation>
    </message>
    <message>
        <source>Decide</source>
        <comment>step</comment>
        <translation>Decidir</translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <comment>step</comment>
        <translation>Retirar la decisión</translation>
    </message>
    <message numerus="yes">
        <source>copy %n mark(s) across</source>
        <translation>
            <numerusform>copiar %n marca a las mías</numerusform>
            <numerusform>copiar %n marcas a las mías</numerusform>
        </translation>
    </message>
    <message>
        <source>{verb} {what}</source>
        <translation>{verb} {what}</translation>
    </message>
    <message>
        <source>Outline lesions</source>
        <translation>Contornear las lesiones</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Rellenar</translation>
    </message>
    <message>
        <source>Fill lesions</source>
        <translation>Rellenar las lesiones</translation>
    </message>
    <message>
        <source>The squares that contain most of the lesions found</source>
        <translation>Los cuadrados que contienen más lesiones encontradas</translation>
    </message>
    <message>
        <source>Where the grading network looked</source>
        <translation>Dónde miró la red de clasificación</translation>
    </message>
    <message>
        <source>Reset thresholds</source>
        <translation>Restablecer umbrales</translation>
    </message>
    <message>
        <source>Use the model card&apos;s thresholds in this study, for every network and class</source>
        <translation>Usar en este estudio los umbrales de la ficha del modelo, para cada red y clase</translation>
    </message>
    <message>
        <source>No segmentation for this photograph yet.</source>
        <translation>Aún no hay segmentación de esta fotografía.</translation>
    </message>
    <message>
        <source>Where {network} looked for {target}. Not lesion evidence.</source>
        <translation>Dónde miró {network} para {target}. No es prueba de lesión.</translation>
    </message>
    <message>
        <source>Segmented lesions</source>
        <translation>Lesiones segmentadas</translation>
    </message>
    <message>
        <source>Suspicious regions</source>
        <translation>Regiones sospechosas</translation>
    </message>
    <message>
        <source>Readers&apos; marks</source>
        <translation>Marcas de los lectores</translation>
    </message>
    <message>
        <source>Models&apos; proposals</source>
        <translation>Propuestas de los modelos</translation>
    </message>
    <message>
        <source>Rejected proposals</source>
        <translation>Propuestas rechazadas</translation>
    </message>
    <message>
        <source>Disc, fovea and rings</source>
        <translation>Papila, fóvea y anillos</translation>
    </message>
    <message>
        <source>Marks of the previous visit</source>
        <translation>Marcas de la visita anterior</translation>
    </message>
    <message>
        <source>Show  {key}</source>
        <translation>Ver  {key}</translation>
    </message>
    <message>
        <source>{network}, for {target}</source>
        <translation>{network}, para {target}</translation>
    </message>
    <message>
        <source>With quadrants, and rings of one and two disc diameters around the fovea.</source>
        <translation>Con cuadrantes y anillos de uno y dos diámetros papilares alrededor de la fóvea.</translation>
    </message>
    <message>
        <source>Bare photograph</source>
        <translation>Fotografía limpia</translation>
    </message>
    <message>
        <source>Zoomed patches</source>
        <translation>Recortes ampliados</translation>
    </message>
    <message>
        <source>The most suspicious regions in a strip below the photograph.</source>
        <translation>Las regiones más sospechosas en una franja bajo la fotografía.</translation>
    </message>
    <message>
        <source>Minimap while zoomed in</source>
        <translation>Minimapa al ampliar</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>Lista de trabajo</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>Panel lateral</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>No network has weights on this computer.</source>
        <translation>Ninguna red tiene pesos en este ordenador.</translation>
    </message>
    <message>
        <source>{network} is queued</source>
        <translation>{network} está en cola</translation>
    </message>
    <message>
        <source>{network} waits for the analysis of this photograph.</source>
        <translation>{network} espera el análisis de esta fotografía.</translation>
    </message>
    <message>
        <source>{network} has not analysed this photograph.</source>
        <translation>{network} no ha analizado esta fotografía.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ejecutar</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descripción</translation>
    </message>
    <message>
        <source>dicom://TITLE@HOST:PORT, dicoms:// for TLS, or the https address of a DICOMweb service, whose password stands in the file .netrc.</source>
        <translation>dicom://TÍTULO@SERVIDOR:PUERTO, dicoms:// para TLS, o la dirección https de un servicio DICOMweb, cuya contraseña está en el archivo .netrc.</translation>
    </message>
    <message>
        <source>Get from archive</source>
        <translation>Obtener del archivo</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Get photographs</source>
        <translation>Obtener fotografías</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>By which the archive knows this program.</source>
        <translation>Por el que el archivo conoce este programa.</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>completo</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Own title</source>
        <translation>Título propio</translation>
    </message>
    <message>
        <source>Patient&apos;s ID</source>
        <translation>Identificador del paciente</translation>
    </message>
    <message>
        <source>Patient&apos;s name</source>
        <translation>Nombre del paciente</translation>
    </message>
    <message>
        <source>Day, or days</source>
        <translation>Día o días</translation>
    </message>
    <message>
        <source>Research use only, not a medical device</source>
        <translation>Solo para investigación, no es un producto sanitario</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Indicios</translation>
    </message>
    <message>
        <source>cannot be shown</source>
        <translation>no se puede mostrar</translation>
    </message>
    <message>
        <source>{state}, flagged</source>
        <translation>{state}, señalada</translation>
    </message>
    <message>
        <source>By its path</source>
        <translation>Por su ruta</translation>
    </message>
    <message>
        <source>Teaches</source>
        <translation>Enseña</translation>
    </message>
    <message>
        <source>How much your label would teach the networks: where they are unsure or disagree, and where nothing alike is labelled yet</source>
        <translation>Cuánto enseñaría su etiqueta a las redes: donde dudan o discrepan y donde aún no hay nada parecido etiquetado</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>How far you are with it</source>
        <translation>En qué punto está</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Marca</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>marcada</translation>
    </message>
    <message>
        <source>What you have set aside to come back to</source>
        <translation>Lo que ha apartado para volver a ello</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>The reader&apos;s answer</source>
        <translation>La respuesta del lector</translation>
    </message>
    <message>
        <source>Grade of retinopathy by the models</source>
        <translation>Grado de retinopatía según los modelos</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>Derivar</translation>
    </message>
    <message>
        <source>Probability of referable retinopathy, by the models</source>
        <translation>Probabilidad de retinopatía derivable, según los modelos</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>Diferencia</translation>
    </message>
    <message>
        <source>How many grades of retinopathy the networks are apart</source>
        <translation>Cuántos grados de retinopatía separan a las redes</translation>
    </message>
    <message>
        <source>Answer of the quality gate; sorts by its score</source>
        <translation>Respuesta del control de calidad; ordena por su puntuación</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marcas</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>“Copy labels across to mine”, in the menu Mark, takes the selected ones. “Record my answer as the consensus”, in the menu Grade, is kept with your name.</source>
        <translation>«Copiar etiquetas a las mías», en el menú Marcar, toma las seleccionadas. «Registrar mi respuesta como consenso», en el menú Clasificar, se guarda con su nombre.</translation>
    </message>
    <message>
        <source>Readers and networks</source>
        <translation>Lectores y redes</translation>
    </message>
    <message>
        <source>Consensus</source>
        <translation>Consenso</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Retirarlo</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Decidir así</translation>
    </message>
    <message>
        <source>{answer}, decided by {name}, {when}</source>
        <translation>{answer}, decidido por {name}, {when}</translation>
    </message>
    <message>
        <source>Nothing decided yet</source>
        <translation>Nada decidido aún</translation>
    </message>
    <message>
        <source>Lesions that are marked</source>
        <translation>Lesiones marcadas</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>When it was taken: by its header or name, or as you said</source>
        <translation>Cuándo se tomó: según su cabecera o nombre, o según usted</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Tomada por</translation>
    </message>
    <message>
        <source>Who is to read it</source>
        <translation>Quién debe leerla</translation>
    </message>
    <message>
        <source>Who answered, or marked last</source>
        <translation>Quién respondió o marcó por último</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation>Arbitraje</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pincel</translation>
    </message>
    <message>
        <source>A stroke that touches the selected mark goes on with it; Shift: also one apart from it; Ctrl erases.</source>
        <translation>Un trazo que toca la marca seleccionada la continúa; Mayús: también uno separado; Ctrl borra.</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Goma</translation>
    </message>
    <message>
        <source>Takes from the selected marks, or from every mask where none is selected.</source>
        <translation>Borra de las marcas seleccionadas, o de todas las máscaras si no hay ninguna.</translation>
    </message>
    <message>
        <source>Narrower brush</source>
        <translation>Pincel más fino</translation>
    </message>
    <message>
        <source>Wider brush</source>
        <translation>Pincel más ancho</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polígono</translation>
    </message>
    <message>
        <source>Click point by point; a click on the first or the last one, or {key:enter}, closes it; {key:point_back} takes a point back.</source>
        <translation>Haga clic punto por punto; un clic en el primero o el último, o {key:enter}, lo cierra; {key:point_back} quita un punto.</translation>
    </message>
    <message>
        <source>Outline the lesion under the pointer</source>
        <translation>Contornear la lesión bajo el puntero</translation>
    </message>
    <message>
        <source>One click a lesion: by the models&apos; map where there is one, else by colour.</source>
        <translation>Un clic por lesión: según el mapa de los modelos si lo hay, o por el color.</translation>
    </message>
    <message>
        <source>Snap boxes to their lesions</source>
        <translation>Ajustar los recuadros a sus lesiones</translation>
    </message>
    <message>
        <source>Make masks of boxes</source>
        <translation>Hacer máscaras de los recuadros</translation>
    </message>
    <message>
        <source>The pixels of the lesions in them, by the models&apos; map or by colour.</source>
        <translation>Los píxeles de sus lesiones, según el mapa de los modelos o el color.</translation>
    </message>
    <message>
        <source>Make boxes of masks</source>
        <translation>Hacer recuadros de las máscaras</translation>
    </message>
    <message>
        <source>Split a cluster into its lesions</source>
        <translation>Dividir un grupo en sus lesiones</translation>
    </message>
    <message>
        <source>The part in view; press or drag to move there</source>
        <translation>La parte visible; pulse o arrastre para ir allí</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>Minimapa</translation>
    </message>
    <message>
        <source>{length:.0f} px, {diameters:.2f} DD, about {mm:.2f} mm</source>
        <translation>{length:.0f} px, {diameters:.2f} DP, unos {mm:.2f} mm</translation>
    </message>
    <message>
        <source>{area:.0f} px², {diameters:.3f} DD², about {mm:.3f} mm²</source>
        <translation>{area:.0f} px², {diameters:.3f} DP², unos {mm:.3f} mm²</translation>
    </message>
    <message>
        <source>1 disc diameter, 1.5 mm</source>
        <translation>1 diámetro papilar, 1,5 mm</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>bloqueada</translation>
    </message>
    <message>
        <source>not certain</source>
        <translation>no seguro</translation>
    </message>
    <message>
        <source>Scoring the networks&apos; regions …</source>
        <translation>Puntuando las regiones de las redes …</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>{network} gave no answer.</source>
        <translation>{network} no ha respondido.</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Copiar tabla</translation>
    </message>
    <message>
        <source>As tab-separated text, for a spreadsheet</source>
        <translation>Como texto separado por tabuladores, para una hoja de cálculo</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>Grados</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Recuadros</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>as many at random</source>
        <translation>otras tantas al azar</translation>
    </message>
    <message>
        <source>at the centre</source>
        <translation>en el centro</translation>
    </message>
    <message>
        <source>No photograph of this study has your boxes yet. Draw some, and the sources&apos; regions are scored against them here.</source>
        <translation>Ninguna fotografía de este estudio tiene aún recuadros suyos. Dibuje algunos y aquí se puntuarán las regiones de las redes.</translation>
    </message>
    <message>
        <source>IoM recall</source>
        <translation>Exhaustividad IoM</translation>
    </message>
    <message>
        <source>IoM threshold</source>
        <translation>Umbral de IoM</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Exhaustividad</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabla</translation>
    </message>
    <message>
        <source>Recall at one threshold</source>
        <translation>Exhaustividad con un umbral</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Curvas</translation>
    </message>
    <message>
        <source>Recall at every threshold</source>
        <translation>Exhaustividad con cada umbral</translation>
    </message>
    <message numerus="yes">
        <source>Run on %n photograph(s)</source>
        <translation>
            <numerusform>Ejecutar en %n fotografía</numerusform>
            <numerusform>Ejecutar en %n fotografías</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop, {count} to go</source>
        <translation>Detener, quedan {count}</translation>
    </message>
    <message>
        <source>Recall at {threshold:g}</source>
        <translation>Exhaustividad a {threshold:g}</translation>
    </message>
    <message>
        <source>Field covered</source>
        <translation>Campo cubierto</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>recuadros</translation>
    </message>
    <message>
        <source>persons</source>
        <translation>personas</translation>
    </message>
    <message>
        <source>random, boxes</source>
        <translation>azar, recuadros</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} a {high}</translation>
    </message>
    <message numerus="yes">
        <source>{network} has not run on {missing} of %n photograph(s) with your boxes.</source>
        <translation>
            <numerusform>{network} no se ha ejecutado en {missing} de %n fotografía con sus recuadros.</numerusform>
            <numerusform>{network} no se ha ejecutado en {missing} de %n fotografías con sus recuadros.</numerusform>
        </translation>
    </message>
    <message>
        <source>too few for intervals</source>
        <translation>muy pocas para intervalos</translation>
    </message>
    <message>
        <source>with 95 % intervals</source>
        <translation>con intervalos del 95 %</translation>
    </message>
    <message>
        <source>{boxes} on {images} of {persons}, {interval}.</source>
        <translation>{boxes} en {images} de {persons}, {interval}.</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n recuadro</numerusform>
            <numerusform>%n recuadros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s)</source>
        <translation>
            <numerusform>%n fotografía</numerusform>
            <numerusform>%n fotografías</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n persona</numerusform>
            <numerusform>%n personas</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawing the demo&apos;s photographs, once only; each appears when it is ready.</source>
        <translation>Dibujando las fotografías de la demostración, una sola vez; cada una aparece cuando está lista.</translation>
    </message>
    <message>
        <source>The demo&apos;s photographs cannot be drawn: {why}</source>
        <translation>No se pueden dibujar las fotografías de la demostración: {why}</translation>
    </message>
    <message>
        <source>The patches of this cluster are hardly more alike than patches of different clusters; what they share may be chance.</source>
        <translation>Los recortes de este grupo apenas se parecen más que los de grupos distintos; lo que comparten puede ser azar.</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>Nombrar…</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>Descartado</translation>
    </message>
    <message>
        <source>Cluster {number}</source>
        <translation>Grupo {number}</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Sin nombre</translation>
    </message>
    <message numerus="yes">
        <source>%n patch(es)</source>
        <translation>
            <numerusform>%n recorte</numerusform>
            <numerusform>%n recortes</numerusform>
        </translation>
    </message>
    <message>
        <source>{patches} of {photographs}</source>
        <translation>{patches} de {photographs}</translation>
    </message>
    <message>
        <source>silhouette {value:.2f}</source>
        <translation>silueta {value:.2f}</translation>
    </message>
    <message>
        <source>loose</source>
        <translation>laxo</translation>
    </message>
    <message>
        <source>loading the network …</source>
        <translation>cargando la red …</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} de {total}</translation>
    </message>
    <message>
        <source>clustering …</source>
        <translation>agrupando …</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>La búsqueda se ha detenido.</translation>
    </message>
    <message>
        <source>The clusters could not be saved and are kept only until you close: {why}</source>
        <translation>No se pudieron guardar los grupos y solo se conservan hasta que cierre: {why}</translation>
    </message>
    <message>
        <source>{network}: {places} places on {photographs} photographs in {clusters} clusters.</source>
        <translation>{network}: {places} lugares en {photographs} fotografías en {clusters} grupos.</translation>
    </message>
    <message>
        <source>{count} not used, such as {name}: {why}.</source>
        <translation>{count} sin usar, como {name}: {why}.</translation>
    </message>
    <message>
        <source>Click a patch to see it on its photograph.</source>
        <translation>Haga clic en un recorte para verlo en su fotografía.</translation>
    </message>
    <message>
        <source>Finds the places where a grading network responds most in this study, and clusters those that look alike. Name a cluster that shows one kind of lesion, then go from place to place and draw the lesions that are there.</source>
        <translation>Encuentra los lugares donde una red de clasificación responde más en este estudio y agrupa los que se parecen. Nombre un grupo que muestre un tipo de lesión, vaya de lugar en lugar y dibuje las lesiones que haya.</translation>
    </message>
    <message>
        <source>Lesion discovery – RetinaView</source>
        <translation>Descubrimiento de lesiones – RetinaView</translation>
    </message>
    <message>
        <source>Find clusters</source>
        <translation>Buscar grupos</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Lugar siguiente</translation>
    </message>
    <message>
        <source>Goes through the places of the named clusters ({key:next_place})</source>
        <translation>Recorre los lugares de los grupos con nombre ({key:next_place})</translation>
    </message>
    <message>
        <source>Find again</source>
        <translation>Buscar de nuevo</translation>
    </message>
    <message numerus="yes">
        <source>The named clusters have %n place(s).</source>
        <translation>
            <numerusform>Los grupos con nombre tienen %n lugar.</numerusform>
            <numerusform>Los grupos con nombre tienen %n lugares.</numerusform>
        </translation>
    </message>
    <message>
        <source>Place {at} of {count}.</source>
        <translation>Lugar {at} de {count}.</translation>
    </message>
    <message>
        <source>Name a cluster to go through its places.</source>
        <translation>Nombre un grupo para recorrer sus lugares.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Response {value:.2f}</source>
        <translation>Respuesta {value:.2f}</translation>
    </message>
    <message>
        <source>similarity {value:.2f}</source>
        <translation>similitud {value:.2f}</translation>
    </message>
    <message>
        <source>the exemplar</source>
        <translation>el ejemplar</translation>
    </message>
    <message>
        <source>Click to open the photograph here</source>
        <translation>Clic para abrir aquí la fotografía</translation>
    </message>
    <message>
        <source>{reader} (you)</source>
        <translation>{reader} (usted)</translation>
    </message>
    <message>
        <source>Disc or fovea is not known; a box of each sets it.</source>
        <translation>No se conoce papila o fóvea; un recuadro de cada una la fija.</translation>
    </message>
    <message>
        <source>Lesions are hidden until you have answered.</source>
        <translation>Las lesiones están ocultas hasta que responda.</translation>
    </message>
    <message>
        <source>No haemorrhage or microaneurysm</source>
        <translation>Sin hemorragia ni microaneurisma</translation>
    </message>
    <message>
        <source>Haemorrhages, microaneurysms: not assessed</source>
        <translation>Hemorragias, microaneurismas: sin evaluar</translation>
    </message>
    <message>
        <source>{count}; more than {many} in {quadrants} of {all} quadrants</source>
        <translation>{count}; más de {many} en {quadrants} de {all} cuadrantes</translation>
    </message>
    <message>
        <source>New vessels, preretinal haemorrhage: not assessed</source>
        <translation>Neovasos, hem. prerretiniana: sin evaluar</translation>
    </message>
    <message>
        <source>New vessels: {vessels}, preretinal haemorrhage: {blood} marked</source>
        <translation>Neovasos: {vessels}, hemorragia prerretiniana: {blood} marcados</translation>
    </message>
    <message>
        <source>No hard exudate</source>
        <translation>Sin exudado duro</translation>
    </message>
    <message>
        <source>Hard exudates: not assessed</source>
        <translation>Exudados duros: sin evaluar</translation>
    </message>
    <message>
        <source>{count}; distance not known</source>
        <translation>{count}; distancia desconocida</translation>
    </message>
    <message>
        <source>{count}, none within {limit:.0f} disc diameter (nearest {nearest:.1f})</source>
        <translation>{count}, ninguno a menos de {limit:.0f} DP (más cercano {nearest:.1f})</translation>
    </message>
    <message>
        <source>{near} of {count} within {limit:.0f} disc diameter (nearest {nearest:.1f})</source>
        <translation>{near} de {count} a menos de {limit:.0f} DP (más cercano {nearest:.1f})</translation>
    </message>
    <message>
        <source>DR {grade} ({share})</source>
        <translation>RD {grade} ({share})</translation>
    </message>
    <message>
        <source>DME {grade} ({share})</source>
        <translation>EMD {grade} ({share})</translation>
    </message>
    <message>
        <source>No other network has graded it</source>
        <translation>Ninguna otra red la ha clasificado</translation>
    </message>
    <message>
        <source>The networks agree on DR</source>
        <translation>Las redes coinciden en la RD</translation>
    </message>
    <message numerus="yes">
        <source>The networks are %n grade(s) apart on DR</source>
        <translation>
            <numerusform>Las redes difieren en %n grado de RD</numerusform>
            <numerusform>Las redes difieren en %n grados de RD</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody else has answered</source>
        <translation>Nadie más ha respondido</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) by others, shown once you have answered</source>
        <translation>
            <numerusform>%n respuesta de otros, visible cuando responda</numerusform>
            <numerusform>%n respuestas de otros, visibles cuando responda</numerusform>
        </translation>
    </message>
    <message>
        <source>no grade</source>
        <translation>sin grado</translation>
    </message>
    <message>
        <source>{count} proposed</source>
        <translation>{count} propuestas</translation>
    </message>
    <message>
        <source>{count}, {proposed} proposed</source>
        <translation>{count}, {proposed} propuestas</translation>
    </message>
    <message>
        <source>Waiting for the models …</source>
        <translation>Esperando a los modelos …</translation>
    </message>
    <message>
        <source>Hidden until you have answered.</source>
        <translation>Oculto hasta que responda.</translation>
    </message>
    <message>
        <source>The models are ready. Answer, and press {key:enter} to see what they say.</source>
        <translation>Los modelos están listos. Responda y pulse {key:enter} para ver qué dicen.</translation>
    </message>
    <message>
        <source>Not analysed yet ({key:run} to run).</source>
        <translation>Aún sin analizar ({key:run} para ejecutar).</translation>
    </message>
    <message>
        <source>Every photograph of this study has been analysed.</source>
        <translation>Todas las fotografías de este estudio están analizadas.</translation>
    </message>
    <message>
        <source>This photograph cannot be shown.</source>
        <translation>Esta fotografía no se puede mostrar.</translation>
    </message>
    <message>
        <source>Graded together with the {eye} ({file}).</source>
        <translation>Clasificada junto con el {eye} ({file}).</translation>
    </message>
    <message>
        <source>Graded alone: this network grades one eye at a time.</source>
        <translation>Clasificada sola: esta red clasifica un ojo cada vez.</translation>
    </message>
    <message>
        <source>Graded alone: the study does not say which eye this is.</source>
        <translation>Clasificada sola: el estudio no dice qué ojo es.</translation>
    </message>
    <message>
        <source>Graded alone: no photograph of the {eye}.</source>
        <translation>Clasificada sola: no hay fotografía del {eye}.</translation>
    </message>
    <message>
        <source>Graded alone, without the {eye} ({file}).</source>
        <translation>Clasificada sola, sin el {eye} ({file}).</translation>
    </message>
    <message>
        <source>Graded alone, without the {eye} ({file}). {key:run} grades both together.</source>
        <translation>Clasificada sola, sin el {eye} ({file}). {key:run} clasifica ambos a la vez.</translation>
    </message>
    <message>
        <source>other eye</source>
        <translation>otro ojo</translation>
    </message>
    <message>
        <source>left eye</source>
        <translation>ojo izquierdo</translation>
    </message>
    <message>
        <source>right eye</source>
        <translation>ojo derecho</translation>
    </message>
    <message>
        <source>the models</source>
        <translation>los modelos</translation>
    </message>
    <message>
        <source>{name}: {network} failed ({why})</source>
        <translation>{name}: {network} ha fallado ({why})</translation>
    </message>
    <message>
        <source>Unreliable: the photograph is ungradable.</source>
        <translation>Poco fiable: la fotografía no es evaluable.</translation>
    </message>
    <message>
        <source>These lesions contradict the grade “No DR”.</source>
        <translation>Estas lesiones contradicen el grado «Sin RD».</translation>
    </message>
    <message>
        <source>Open a photograph to see the models&apos; answer.</source>
        <translation>Abra una fotografía para ver la respuesta de los modelos.</translation>
    </message>
    <message>
        <source>by {network}</source>
        <translation>por {network}</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sin respuesta</translation>
    </message>
    <message>
        <source>Segmenting …</source>
        <translation>Segmentando …</translation>
    </message>
    <message>
        <source>Not a fundus photograph</source>
        <translation>No es una retinografía</translation>
    </message>
    <message>
        <source>No grade</source>
        <translation>Sin grado</translation>
    </message>
    <message>
        <source>No DR grade</source>
        <translation>Sin grado de RD</translation>
    </message>
    <message>
        <source>This network grades macular oedema only.</source>
        <translation>Esta red solo clasifica el edema macular.</translation>
    </message>
    <message>
        <source>Referable with probability {share}</source>
        <translation>Derivable con probabilidad {share}</translation>
    </message>
    <message>
        <source>Quality doubtful: {reasons}</source>
        <translation>Calidad dudosa: {reasons}</translation>
    </message>
    <message>
        <source>Grading network</source>
        <translation>Red de clasificación</translation>
    </message>
    <message>
        <source>Whose answer is shown ({key:next_source}, {key:previous_source})</source>
        <translation>Cuya respuesta se muestra ({key:next_source}, {key:previous_source})</translation>
    </message>
    <message>
        <source>Grading</source>
        <translation>Clasificación</translation>
    </message>
    <message>
        <source>Diabetic retinopathy, by the models</source>
        <translation>Retinopatía diabética, según los modelos</translation>
    </message>
    <message>
        <source>Macular oedema</source>
        <translation>Edema macular</translation>
    </message>
    <message>
        <source>Lesions found</source>
        <translation>Lesiones encontradas</translation>
    </message>
    <message>
        <source>Image quality</source>
        <translation>Calidad de imagen</translation>
    </message>
    <message>
        <source>No grading network has run.</source>
        <translation>No se ha ejecutado ninguna red de clasificación.</translation>
    </message>
    <message>
        <source>The models give no grade; refer.</source>
        <translation>Los modelos no dan grado; derivar.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>No hard exudate within {diameters:.0f} disc diameters of the fovea.</source>
        <translation>Sin exudado duro a menos de {diameters:.0f} diámetros papilares de la fóvea.</translation>
    </message>
    <message>
        <source>Hard exudate nearest to the fovea: {diameters:.1f} disc diameters.</source>
        <translation>Exudado duro más cercano a la fóvea: {diameters:.1f} diámetros papilares.</translation>
    </message>
    <message>
        <source>no weights: {command}</source>
        <translation>sin pesos: {command}</translation>
    </message>
    <message>
        <source>No other grading network has weights; the list shows the command that trains each.</source>
        <translation>Ninguna otra red de clasificación tiene pesos; la lista muestra el comando que entrena cada una.</translation>
    </message>
    <message>
        <source>{network} is analysing this photograph …</source>
        <translation>{network} está analizando esta fotografía …</translation>
    </message>
    <message>
        <source>Not analysed yet by {network} ({key:run} to run).</source>
        <translation>Aún sin analizar por {network} ({key:run} para ejecutar).</translation>
    </message>
    <message>
        <source>loading the models</source>
        <translation>cargando los modelos</translation>
    </message>
    <message>
        <source>field of view</source>
        <translation>campo de visión</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>calidad</translation>
    </message>
    <message>
        <source>lesions</source>
        <translation>lesiones</translation>
    </message>
    <message>
        <source>grade</source>
        <translation>grado</translation>
    </message>
    <message>
        <source>disc and fovea</source>
        <translation>papila y fóvea</translation>
    </message>
    <message>
        <source>{file} is read-only; nothing is saved.</source>
        <translation>{file} es de solo lectura; no se guarda nada.</translation>
    </message>
    <message>
        <source>Everything is already saved in {file}.</source>
        <translation>Todo está ya guardado en {file}.</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Proyectos</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Guardar una copia</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} copia</translation>
    </message>
    <message>
        <source>Saving a copy</source>
        <translation>Guardando una copia</translation>
    </message>
    <message>
        <source>Label files</source>
        <translation>Archivos de etiquetas</translation>
    </message>
    <message>
        <source>YOLO classes</source>
        <translation>Clases YOLO</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>Importar etiquetas</translation>
    </message>
    <message>
        <source>Open the photographs first, then their labels.</source>
        <translation>Abra primero las fotografías y luego sus etiquetas.</translation>
    </message>
    <message>
        <source>Exporting labels</source>
        <translation>Exportando etiquetas</translation>
    </message>
    <message>
        <source>{what}: {count} files</source>
        <translation>{what}: {count} archivos</translation>
    </message>
    <message>
        <source>{what} was stopped; nothing was changed.</source>
        <translation>{what}: detenido; no se ha cambiado nada.</translation>
    </message>
    <message>
        <source>{why}; nothing was exported.</source>
        <translation>{why}; no se ha exportado nada.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written to {folder}: {what}.</source>
        <translation>
            <numerusform>%n archivo escrito en {folder}: {what}.</numerusform>
            <numerusform>%n archivos escritos en {folder}: {what}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>A copy of the study was saved to {path}.</source>
        <translation>Se ha guardado una copia del estudio en {path}.</translation>
    </message>
    <message>
        <source>The labels could not be read or written: {why}</source>
        <translation>No se pudieron leer o escribir las etiquetas: {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of all readers</source>
        <translation>
            <numerusform>%n paso de todos los lectores</numerusform>
            <numerusform>%n pasos de todos los lectores</numerusform>
        </translation>
    </message>
    <message>
        <source>Two tables, boxes and grades, with authors and provenance</source>
        <translation>Dos tablas, recuadros y grados, con autores y procedencia</translation>
    </message>
    <message>
        <source>One JSON file, for detection libraries</source>
        <translation>Un archivo JSON, para bibliotecas de detección</translation>
    </message>
    <message>
        <source>One text file per photograph, with data.yaml</source>
        <translation>Un archivo de texto por fotografía, con data.yaml</translation>
    </message>
    <message>
        <source>One XML file per photograph</source>
        <translation>Un archivo XML por fotografía</translation>
    </message>
    <message>
        <source>One JSON file per photograph, opens in labelme</source>
        <translation>Un archivo JSON por fotografía, se abre en labelme</translation>
    </message>
    <message>
        <source>One XML file, for correction in CVAT</source>
        <translation>Un archivo XML, para corregir en CVAT</translation>
    </message>
    <message>
        <source>PNG masks</source>
        <translation>Máscaras PNG</translation>
    </message>
    <message>
        <source>One 0/255 picture per photograph and class</source>
        <translation>Una imagen 0/255 por fotografía y clase</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>One file of who did what and when, by all readers</source>
        <translation>Un solo archivo: quién hizo qué y cuándo, de todos los lectores</translation>
    </message>
    <message>
        <source>Labels only</source>
        <translation>Solo etiquetas</translation>
    </message>
    <message>
        <source>Write no photographs</source>
        <translation>No escribir fotografías</translation>
    </message>
    <message>
        <source>With copies</source>
        <translation>Con copias</translation>
    </message>
    <message>
        <source>Write a copy of every photograph, for a data set to pass on</source>
        <translation>Escribir una copia de cada fotografía, para un conjunto de datos que se entregue</translation>
    </message>
    <message>
        <source>With links</source>
        <translation>Con enlaces</translation>
    </message>
    <message>
        <source>Write links to the photographs, for training on this computer</source>
        <translation>Escribir enlaces a las fotografías, para entrenar en este ordenador</translation>
    </message>
    <message>
        <source>Not split</source>
        <translation>Sin dividir</translation>
    </message>
    <message>
        <source>All readers&apos; steps are written; a new project can be made from them.</source>
        <translation>Se escriben los pasos de todos los lectores; con ellos se puede hacer un proyecto nuevo.</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>Exportar etiquetas</translation>
    </message>
    <message>
        <source>Shares of train, val and test; by patient, stratified by grade</source>
        <translation>Proporciones de train, val y test; por paciente, estratificadas por grado</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>Fotografías</translation>
    </message>
    <message>
        <source>Train, val, test</source>
        <translation>Train, val, test</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Your labels are written: drawn, accepted and edited marks, and your grades.</source>
        <translation>Se escriben sus etiquetas: marcas dibujadas, aceptadas y editadas, y sus grados.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Importing labels</source>
        <translation>Importando etiquetas</translation>
    </message>
    <message>
        <source>Imported {what}.</source>
        <translation>Importado: {what}.</translation>
    </message>
    <message>
        <source>Reading labels</source>
        <translation>Leyendo etiquetas</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Omitir</translation>
    </message>
    <message>
        <source>Leave labels with problems out</source>
        <translation>Omitir las etiquetas con problemas</translation>
    </message>
    <message>
        <source>Cut boxes to their photograph, and leave out the rest</source>
        <translation>Recortar los recuadros a su fotografía y omitir el resto</translation>
    </message>
    <message>
        <source>Reading the files again…</source>
        <translation>Leyendo de nuevo los archivos…</translation>
    </message>
    <message>
        <source>To be imported: {classes}. In all, {all}.</source>
        <translation>Se importarán: {classes}. En total, {all}.</translation>
    </message>
    <message>
        <source>To be imported: {all}.</source>
        <translation>Se importarán: {all}.</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s):</source>
        <translation>
            <numerusform>%n problema:</numerusform>
            <numerusform>%n problemas:</numerusform>
        </translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>y {count} más</translation>
    </message>
    <message>
        <source>Add it to the classes of this study</source>
        <translation>Añadirla a las clases de este estudio</translation>
    </message>
    <message>
        <source>Class “{name}” is</source>
        <translation>La clase «{name}» es</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>right (OD) eye</source>
        <translation>ojo derecho (OD)</translation>
    </message>
    <message>
        <source>left (OS) eye</source>
        <translation>ojo izquierdo (OS)</translation>
    </message>
    <message>
        <source>quality doubtful: {reasons}</source>
        <translation>calidad dudosa: {reasons}</translation>
    </message>
    <message>
        <source>ungradable: {reasons}</source>
        <translation>no evaluable: {reasons}</translation>
    </message>
    <message>
        <source>No regions for this photograph yet.</source>
        <translation>Aún no hay regiones de esta fotografía.</translation>
    </message>
    <message>
        <source>Segmenting lesions …</source>
        <translation>Segmentando lesiones …</translation>
    </message>
    <message>
        <source>The squares, at most four, that contain most of the lesions found.</source>
        <translation>Los cuadrados, cuatro como máximo, que contienen más lesiones encontradas.</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>la red</translation>
    </message>
    <message>
        <source>Where {network} responds most. Not lesion evidence.</source>
        <translation>Donde {network} responde más. No es prueba de lesión.</translation>
    </message>
    <message>
        <source>Lesions found at this threshold</source>
        <translation>Lesiones encontradas con este umbral</translation>
    </message>
    <message>
        <source>Reset. The model card says {card:.2f}.</source>
        <translation>Restablecer. La ficha del modelo dice {card:.2f}.</translation>
    </message>
    <message>
        <source>A pixel counts as lesion from this probability upwards. The model card says {card:.2f}. Double-click to reset.</source>
        <translation>Un píxel cuenta como lesión desde esta probabilidad. La ficha del modelo dice {card:.2f}. Doble clic para restablecer.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Halladas</translation>
    </message>
    <message>
        <source>Reset threshold of {lesion}</source>
        <translation>Restablecer el umbral: {lesion}</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tecla</translation>
    </message>
    <message>
        <source>In files</source>
        <translation>En los archivos</translation>
    </message>
    <message>
        <source>Colour of {lesion}</source>
        <translation>Color de {lesion}</translation>
    </message>
    <message>
        <source>usual</source>
        <comment>colour</comment>
        <translation>habitual</translation>
    </message>
    <message>
        <source>other</source>
        <comment>colour</comment>
        <translation>otro</translation>
    </message>
    <message>
        <source>Name of {lesion}</source>
        <translation>Nombre de {lesion}</translation>
    </message>
    <message>
        <source>Key of {lesion}</source>
        <translation>Tecla de {lesion}</translation>
    </message>
    <message>
        <source>As photographed</source>
        <translation>Como se fotografió</translation>
    </message>
    <message>
        <source>Red-free</source>
        <translation>Aneritra</translation>
    </message>
    <message>
        <source>Green channel: vessels and haemorrhages stand out</source>
        <translation>Canal verde: resaltan vasos y hemorragias</translation>
    </message>
    <message>
        <source>CLAHE</source>
        <translation>CLAHE</translation>
    </message>
    <message>
        <source>Local contrast equalised</source>
        <translation>Contraste local ecualizado</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>Fotografía</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Brillo</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>models: {answer}</source>
        <translation>modelos: {answer}</translation>
    </message>
    <message>
        <source>Something went wrong ({what}). Your labels are saved; details are in the log.</source>
        <translation>Algo ha fallado ({what}). Sus etiquetas están guardadas; los detalles están en el registro.</translation>
    </message>
    <message>
        <source>Class of the next box; a digit chooses it</source>
        <translation>Clase del siguiente recuadro; una cifra la elige</translation>
    </message>
    <message>
        <source>Saving the marks</source>
        <translation>Guardando las marcas</translation>
    </message>
    <message>
        <source>Class changed to {lesion}. {key:undo} undoes this.</source>
        <translation>Clase cambiada a {lesion}. {key:undo} lo deshace.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntuar</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>The longer side in disc diameters (DD); in pixels where disc or fovea is not known</source>
        <translation>El lado mayor en diámetros papilares (DP); en píxeles si no se conoce papila o fóvea</translation>
    </message>
    <message>
        <source>Quadrant as seen from the disc, and distance to the fovea in disc diameters (DD):
superior or inferior, temporal or nasal</source>
        <translation>Cuadrante visto desde la papila, y distancia a la fóvea en diámetros papilares (DP):
superior o inferior, temporal o nasal</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}</source>
        <translation>{width:.0f} × {height:.0f} px en {x:.0f}, {y:.0f}</translation>
    </message>
    <message>
        <source>Proposed by {model}</source>
        <translation>Propuesta por {model}</translation>
    </message>
    <message>
        <source>Proposed by {model}, threshold {limit:.2f}</source>
        <translation>Propuesta por {model}, umbral {limit:.2f}</translation>
    </message>
    <message>
        <source>Imported from {source}</source>
        <translation>Importada de {source}</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Not certain</source>
        <translation>No seguro</translation>
    </message>
    <message>
        <source>{quadrant}; ETDRS grid: {sector}</source>
        <translation>{quadrant}; rejilla ETDRS: {sector}</translation>
    </message>
    <message>
        <source>{size:.2f} disc diameters long, {distance:.2f} from the fovea</source>
        <translation>{size:.2f} diámetros papilares de largo, a {distance:.2f} de la fóvea</translation>
    </message>
    <message>
        <source>{size:.2f} DD</source>
        <translation>{size:.2f} DP</translation>
    </message>
    <message>
        <source>Nothing stands out from the retina there; paint it with the brush ({key:brush}).</source>
        <translation>Nada resalta de la retina ahí; píntelo con el pincel ({key:brush}).</translation>
    </message>
    <message>
        <source>No lesion is seen under this box; it stays as before.</source>
        <translation>No se ve lesión bajo este recuadro; queda como estaba.</translation>
    </message>
    <message numerus="yes">
        <source>No lesion is seen under %n box(es); they stay as before.</source>
        <translation>
            <numerusform>No se ve lesión bajo %n recuadro; queda como estaba.</numerusform>
            <numerusform>No se ve lesión bajo %n recuadros; quedan como estaban.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing tells lesions apart there; it stays one mark.</source>
        <translation>Nada distingue ahí varias lesiones; sigue siendo una marca.</translation>
    </message>
    <message>
        <source>Brush and eraser are {width} pixels wide.</source>
        <translation>Pincel y goma tienen {width} píxeles de ancho.</translation>
    </message>
    <message>
        <source>The eraser takes from the selected mark alone, and did not touch it.</source>
        <translation>La goma solo quita de la marca seleccionada, y no la ha tocado.</translation>
    </message>
    <message>
        <source>The polygon holds no pixel of the photograph.</source>
        <translation>El polígono no contiene ningún píxel de la fotografía.</translation>
    </message>
    <message>
        <source>No marks</source>
        <translation>Sin marcas</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <source>Which classes are shown, here and on the photograph</source>
        <translation>Qué clases se muestran, aquí y en la fotografía</translation>
    </message>
    <message>
        <source>{count} hidden</source>
        <translation>{count} ocultas</translation>
    </message>
    <message>
        <source>{count} marked</source>
        <translation>{count} marcadas</translation>
    </message>
    <message>
        <source>{marked}, {count} proposed</source>
        <translation>{marked}, {count} propuestas</translation>
    </message>
    <message>
        <source>{marked}, {count} proposed ({key:layer_proposals} shows them)</source>
        <translation>{marked}, {count} propuestas ({key:layer_proposals} las muestra)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Abrir reciente</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medida</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>Intervalo del 95 %</translation>
    </message>
    <message>
        <source>On photographs that both have read. Intervals by bootstrap over photographs; boxes are paired one to one where they overlap by half (IoU, IoM), or each holds the other&apos;s centre.</source>
        <translation>En fotografías que ambos han leído. Intervalos por bootstrap sobre fotografías; las cajas se emparejan una a una si se solapan a medias (IoU, IoM) o si cada una contiene el centro de la otra.</translation>
    </message>
    <message>
        <source>Agreement of readers</source>
        <translation>Concordancia entre lectores</translation>
    </message>
    <message>
        <source>First reader</source>
        <translation>Primer lector</translation>
    </message>
    <message>
        <source>Second reader</source>
        <translation>Segundo lector</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Contando …</translation>
    </message>
    <message>
        <source>and</source>
        <translation>y</translation>
    </message>
    <message>
        <source>Both have graded {photographs}.</source>
        <translation>Ambos han clasificado {photographs}.</translation>
    </message>
    <message>
        <source>These two have read no photograph in common.</source>
        <translation>Estos dos no han leído ninguna fotografía en común.</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Lector</translation>
    </message>
    <message>
        <source>Who reads? Choose or type a name:</source>
        <translation>¿Quién lee? Elija o escriba un nombre:</translation>
    </message>
    <message>
        <source>{reader} reads: on a server that is the account. Open the study with another one.</source>
        <translation>{reader} lee: en un servidor es la cuenta. Abra el estudio con otra.</translation>
    </message>
    <message>
        <source>No reader is called {name}; choose another name.</source>
        <translation>Ningún lector se llama {name}; elija otro nombre.</translation>
    </message>
    <message>
        <source>{name} is the reader now.</source>
        <translation>{name} es ahora el lector.</translation>
    </message>
    <message>
        <source>Agreement needs the answers of two readers; only {name} has answered so far.</source>
        <translation>La concordancia requiere respuestas de dos lectores; hasta ahora solo {name} ha respondido.</translation>
    </message>
    <message>
        <source>Agreement needs the answers of two readers; nobody has answered so far.</source>
        <translation>La concordancia requiere respuestas de dos lectores; nadie ha respondido todavía.</translation>
    </message>
    <message>
        <source>{name} has answered in this study before. Another person of that name needs another one, such as with an initial.</source>
        <translation>{name} ya ha respondido en este estudio. Otra persona con ese nombre necesita otro, por ejemplo con una inicial.</translation>
    </message>
    <message>
        <source>Another name</source>
        <translation>Otro nombre</translation>
    </message>
    <message>
        <source>All others in the list are read</source>
        <translation>Las demás de la lista están leídas</translation>
    </message>
    <message>
        <source>All others are read</source>
        <translation>Las demás están leídas</translation>
    </message>
    <message>
        <source>Every photograph in the list is graded.</source>
        <translation>Todas las fotografías de la lista tienen grado.</translation>
    </message>
    <message>
        <source>{name}: no photograph of the patient&apos;s fellow eye is known.</source>
        <translation>{name}: no se conoce fotografía del ojo contralateral del paciente.</translation>
    </message>
    <message>
        <source>This is the last photograph.</source>
        <translation>Esta es la última fotografía.</translation>
    </message>
    <message>
        <source>This is the first photograph.</source>
        <translation>Esta es la primera fotografía.</translation>
    </message>
    <message numerus="yes">
        <source>Patient or eye of %n photograph(s) changed. {key:undo} undoes this.</source>
        <translation>
            <numerusform>Paciente u ojo de %n fotografía cambiado. {key:undo} lo deshace.</numerusform>
            <numerusform>Paciente u ojo de %n fotografías cambiado. {key:undo} lo deshace.</numerusform>
        </translation>
    </message>
    <message>
        <source>{day} is not a date such as 2024-05-01; nothing was changed.</source>
        <translation>{day} no es una fecha como 2024-05-01; no se ha cambiado nada.</translation>
    </message>
    <message numerus="yes">
        <source>Date of %n photograph(s) changed. {key:undo} undoes this.</source>
        <translation>
            <numerusform>Fecha de %n fotografía cambiada. {key:undo} lo deshace.</numerusform>
            <numerusform>Fecha de %n fotografías cambiada. {key:undo} lo deshace.</numerusform>
        </translation>
    </message>
    <message>
        <source>eye unknown</source>
        <translation>ojo desconocido</translation>
    </message>
    <message>
        <source>{eye}, patient {patient}</source>
        <translation>{eye}, paciente {patient}</translation>
    </message>
    <message>
        <source>{name}: {words}. {key:undo} undoes this.</source>
        <translation>{name}: {words}. {key:undo} lo deshace.</translation>
    </message>
    <message>
        <source>{path}: cannot be read ({why})</source>
        <translation>{path}: no se puede leer ({why})</translation>
    </message>
    <message>
        <source>Reading {name} …</source>
        <translation>Leyendo {name} …</translation>
    </message>
    <message>
        <source>Looking for {name} …</source>
        <translation>Buscando {name} …</translation>
    </message>
    <message>
        <source>Report of this patient</source>
        <translation>Informe de este paciente</translation>
    </message>
    <message>
        <source>Report of the study</source>
        <translation>Informe del estudio</translation>
    </message>
    <message>
        <source>Making the report</source>
        <translation>Creando el informe</translation>
    </message>
    <message>
        <source>{why}; nothing was written.</source>
        <translation>{why}; no se ha escrito nada.</translation>
    </message>
    <message>
        <source>It is in English: no font of this computer has the letters of your language.</source>
        <translation>Está en inglés: ninguna fuente de este ordenador tiene las letras de su idioma.</translation>
    </message>
    <message>
        <source>{patients} with {photographs}</source>
        <translation>{patients} con {photographs}</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n paciente</numerusform>
            <numerusform>%n pacientes</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}; {count} without a reading</source>
        <translation>{what}; {count} sin lectura</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>Ha fallado.</translation>
    </message>
    <message>
        <source>The training could not be started.</source>
        <translation>No se pudo iniciar el entrenamiento.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Training: {what}</source>
        <translation>Entrenamiento: {what}</translation>
    </message>
    <message>
        <source>{name} runs by default from the next start on.</source>
        <translation>{name} se ejecuta por defecto desde el próximo inicio.</translation>
    </message>
    <message>
        <source>A part of your patients is held out, and old and new weights are compared on them at the end. The weights in use are not changed; the training goes on if the window is closed.</source>
        <translation>Una parte de sus pacientes se reserva, y al final se comparan en ellos los pesos viejos y nuevos. Los pesos en uso no cambian; el entrenamiento sigue si se cierra la ventana.</translation>
    </message>
    <message>
        <source>Add the new weights, and run them by default from the next start on</source>
        <translation>Añadir los pesos nuevos y ejecutarlos por defecto desde el próximo inicio</translation>
    </message>
    <message>
        <source>They are not better on the held-out patients; Keep both adds them beside the old ones</source>
        <translation>No son mejores en los pacientes reservados; Conservar ambos los añade junto a los viejos</translation>
    </message>
    <message>
        <source>Improve the networks with these labels</source>
        <translation>Mejorar las redes con estas etiquetas</translation>
    </message>
    <message>
        <source>Reading the labels …</source>
        <translation>Leyendo las etiquetas …</translation>
    </message>
    <message>
        <source>Share of the training</source>
        <translation>Parte del entrenamiento</translation>
    </message>
    <message>
        <source>Loss, first = 1</source>
        <translation>Pérdida, primera = 1</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Conservar ambos</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Usar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Add the new weights under their own name; the old ones run by default</source>
        <translation>Añadir los pesos nuevos con su nombre; los viejos se ejecutan por defecto</translation>
    </message>
    <message>
        <source>Delete the new weights and all of this run</source>
        <translation>Eliminar los pesos nuevos y todo este entrenamiento</translation>
    </message>
    <message>
        <source>It can be continued later</source>
        <translation>Se puede continuar más tarde</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>pérdida</translation>
    </message>
    <message>
        <source>Stopped; it can be continued after the last finished part.</source>
        <translation>Detenido; se puede continuar tras la última parte terminada.</translation>
    </message>
    <message>
        <source>Reading the labels</source>
        <translation>Leyendo las etiquetas</translation>
    </message>
    <message>
        <source>{what}: {done} of {all}</source>
        <translation>{what}: {done} de {all}</translation>
    </message>
    <message>
        <source>{step}, nearly done</source>
        <translation>{step}, casi listo</translation>
    </message>
    <message>
        <source>{step}, {minutes} min left</source>
        <translation>{step}, quedan {minutes} min</translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) accepted. {key:undo} undoes this.</source>
        <translation>
            <numerusform>%n propuesta aceptada. {key:undo} lo deshace.</numerusform>
            <numerusform>%n propuestas aceptadas. {key:undo} lo deshace.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) rejected. {key:undo} undoes this.</source>
        <translation>
            <numerusform>%n propuesta rechazada. {key:undo} lo deshace.</numerusform>
            <numerusform>%n propuestas rechazadas. {key:undo} lo deshace.</numerusform>
        </translation>
    </message>
    <message>
        <source>Proposal {place} of {all}:  {mark}; {order}</source>
        <translation>Propuesta {place} de {all}:  {mark}; {order}</translation>
    </message>
    <message>
        <source>left undecided</source>
        <translation>sin decidir</translation>
    </message>
    <message>
        <source>none decided</source>
        <translation>ninguna decidida</translation>
    </message>
    <message numerus="yes">
        <source>Review of %n proposal(s): {what}.</source>
        <translation>
            <numerusform>Revisión de %n propuesta: {what}.</numerusform>
            <numerusform>Revisión de %n propuestas: {what}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide on many proposals</source>
        <translation>Decidir sobre muchas propuestas</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>Puntuación desde</translation>
    </message>
    <message>
        <source>One step; {key:undo} takes it back.</source>
        <translation>Un solo paso; {key:undo} lo deshace.</translation>
    </message>
    <message>
        <source>All classes  {count}</source>
        <translation>Todas las clases  {count}</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n proposal(s)</source>
        <translation>
            <numerusform>Aceptar %n propuesta</numerusform>
            <numerusform>Aceptar %n propuestas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n proposal(s)</source>
        <translation>
            <numerusform>Rechazar %n propuesta</numerusform>
            <numerusform>Rechazar %n propuestas</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to score yet: no photograph has both your boxes and the models&apos; finding.</source>
        <translation>Aún no hay nada que puntuar: ninguna fotografía tiene a la vez sus recuadros y el resultado de los modelos.</translation>
    </message>
    <message>
        <source>Scoring …</source>
        <translation>Puntuando …</translation>
    </message>
    <message>
        <source>Open a study first.</source>
        <translation>Abra primero un estudio.</translation>
    </message>
    <message>
        <source>Scoring failed: {why}</source>
        <translation>La puntuación ha fallado: {why}</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>Lesión</translation>
    </message>
    <message>
        <source>Best IoM</source>
        <translation>Mejor IoM</translation>
    </message>
    <message>
        <source>no region</source>
        <translation>sin región</translation>
    </message>
    <message>
        <source>Missed boxes</source>
        <translation>Recuadros perdidos</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) of {all}; click one to look at it.</source>
        <translation>
            <numerusform>%n recuadro de {all}; haga clic para verlo.</numerusform>
            <numerusform>%n recuadros de {all}; haga clic en uno para verlo.</numerusform>
        </translation>
    </message>
    <message>
        <source>No box of {all} is missed.</source>
        <translation>No se pierde ningún recuadro de {all}.</translation>
    </message>
    <message>
        <source>Of lesions</source>
        <translation>De lesiones</translation>
    </message>
    <message>
        <source>Of attention</source>
        <translation>De atención</translation>
    </message>
    <message>
        <source>Where the grading network looks; not lesion evidence</source>
        <translation>Dónde mira la red; no es prueba de lesión</translation>
    </message>
    <message>
        <source>Most regions</source>
        <translation>Máx. de regiones</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Lado</translation>
    </message>
    <message>
        <source>Side of the squares where the field of view is {size} px across</source>
        <translation>Lado de los cuadrados cuando el campo mide {size} px</translation>
    </message>
    <message>
        <source>A box counts as found if its IoM with a region is at least this</source>
        <translation>Un recuadro cuenta como hallado si su IoM con una región llega a este valor</translation>
    </message>
    <message>
        <source>Scores the suspicious regions against your boxes: the share of boxes, and of persons, that a region reaches. Draw boxes on analysed photographs, then score.</source>
        <translation>Puntúa las regiones sospechosas frente a sus recuadros: la parte de recuadros, y de personas, que alcanza una región. Dibuje recuadros en fotografías analizadas y puntúe.</translation>
    </message>
    <message>
        <source>The photograph shows its regions as found, not in this number and size.</source>
        <translation>La fotografía muestra sus regiones como se hallaron, no en este número y tamaño.</translation>
    </message>
    <message>
        <source>IoM localisation</source>
        <translation>Localización IoM</translation>
    </message>
    <message>
        <source>another&apos;s, boxes</source>
        <translation>de otra, recuadros</translation>
    </message>
    <message>
        <source>centre, boxes</source>
        <translation>centro, recuadros</translation>
    </message>
    <message>
        <source>{persons} (each photograph counts as one)</source>
        <translation>{persons} (cada fotografía cuenta como una)</translation>
    </message>
    <message>
        <source>{boxes} on {images} of {persons}.</source>
        <translation>{boxes} en {images} de {persons}.</translation>
    </message>
    <message>
        <source>{count} of them a network proposed, which favours it.</source>
        <translation>{count} de ellos los propuso una red, lo que la favorece.</translation>
    </message>
    <message>
        <source>The {regions} cover {share} of the field of view.</source>
        <translation>Las regiones ({regions}) cubren {share} del campo.</translation>
    </message>
    <message>
        <source>A single person gives no interval.</source>
        <translation>Una sola persona no da intervalo.</translation>
    </message>
    <message>
        <source>Below each recall stands its 95 % interval.</source>
        <translation>Debajo de cada valor está su intervalo del 95 %.</translation>
    </message>
    <message>
        <source>Another photograph&apos;s</source>
        <translation>De otra fotografía</translation>
    </message>
    <message>
        <source>As many at random</source>
        <translation>Otras tantas al azar</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>En el centro</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Por clase</translation>
    </message>
    <message>
        <source>Gain over
another&apos;s</source>
        <translation>Ganancia sobre
otra</translation>
    </message>
    <message>
        <source>at chance</source>
        <translation>al azar</translation>
    </message>
    <message>
        <source>Field shown for 80 % of boxes</source>
        <translation>Campo mostrado para el 80 % de recuadros</translation>
    </message>
    <message>
        <source>by another photograph&apos;s</source>
        <translation>por otra fotografía</translation>
    </message>
    <message>
        <source>{low:.2f} to {high:.2f}</source>
        <translation>{low:.2f} a {high:.2f}</translation>
    </message>
    <message>
        <source>Columns and order</source>
        <translation>Columnas y orden</translation>
    </message>
    <message>
        <source>Columns of the list, and its order</source>
        <translation>Columnas de la lista y su orden</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Order of patients</source>
        <translation>Orden de los pacientes</translation>
    </message>
    <message>
        <source>As in the study</source>
        <translation>Como en el estudio</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>El mayor primero</translation>
    </message>
    <message>
        <source>doubtful: {reasons}</source>
        <translation>dudosa: {reasons}</translation>
    </message>
    <message>
        <source>taken by {reader}</source>
        <translation>tomada por {reader}</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>suya</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n marca</numerusform>
            <numerusform>%n marcas</numerusform>
        </translation>
    </message>
    <message>
        <source>unread</source>
        <translation>sin leer</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Sin leer</translation>
    </message>
    <message>
        <source>Not graded</source>
        <translation>Sin grado</translation>
    </message>
    <message>
        <source>Graded</source>
        <translation>Con grado</translation>
    </message>
    <message>
        <source>With marks</source>
        <translation>Con marcas</translation>
    </message>
    <message>
        <source>Unsure or commented</source>
        <translation>Inseguro o comentado</translation>
    </message>
    <message>
        <source>Models: refer</source>
        <translation>Modelos: derivar</translation>
    </message>
    <message>
        <source>Networks disagree</source>
        <translation>Las redes discrepan</translation>
    </message>
    <message>
        <source>You and models differ</source>
        <translation>Usted y los modelos difieren</translation>
    </message>
    <message>
        <source>Quality doubtful</source>
        <translation>Calidad dudosa</translation>
    </message>
    <message>
        <source>Yours to read</source>
        <translation>Suyas por leer</translation>
    </message>
    <message>
        <source>Nobody&apos;s yet</source>
        <translation>Aún de nadie</translation>
    </message>
    <message>
        <source>Eye questioned</source>
        <translation>Ojo en duda</translation>
    </message>
    <message>
        <source>Patient in two spellings</source>
        <translation>Paciente escrito de dos formas</translation>
    </message>
    <message>
        <source>With microaneurysm</source>
        <translation>Con microaneurisma</translation>
    </message>
    <message>
        <source>With haemorrhage</source>
        <translation>Con hemorragia</translation>
    </message>
    <message>
        <source>With hard exudate</source>
        <translation>Con exudado duro</translation>
    </message>
    <message>
        <source>With cotton-wool spot</source>
        <translation>Con exudado algodonoso</translation>
    </message>
    <message>
        <source>With IRMA</source>
        <translation>Con AMIR</translation>
    </message>
    <message>
        <source>With venous beading</source>
        <translation>Con arrosariamiento venoso</translation>
    </message>
    <message>
        <source>With neovascularisation</source>
        <translation>Con neovascularización</translation>
    </message>
    <message>
        <source>With preretinal haemorrhage</source>
        <translation>Con hemorragia prerretiniana</translation>
    </message>
    <message>
        <source>With laser scar</source>
        <translation>Con cicatriz de láser</translation>
    </message>
    <message>
        <source>With drusen</source>
        <translation>Con drusas</translation>
    </message>
    <message>
        <source>With other</source>
        <translation>Con otro</translation>
    </message>
    <message>
        <source>Photographs and projects</source>
        <translation>Fotografías y proyectos</translation>
    </message>
    <message>
        <source>Open photographs or project</source>
        <translation>Abrir fotografías o proyecto</translation>
    </message>
    <message>
        <source>Add photographs</source>
        <translation>Añadir fotografías</translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) added.</source>
        <translation>
            <numerusform>%n fotografía añadida.</numerusform>
            <numerusform>%n fotografías añadidas.</numerusform>
        </translation>
    </message>
    <message>
        <source>The study cannot be opened: {why}</source>
        <translation>No se puede abrir el estudio: {why}</translation>
    </message>
    <message>
        <source>{first}; and {rest} more like it</source>
        <translation>{first}; y {rest} más del mismo tipo</translation>
    </message>
    <message>
        <source>Right eye (OD)</source>
        <translation>Ojo derecho (OD)</translation>
    </message>
    <message>
        <source>Left eye (OS)</source>
        <translation>Ojo izquierdo (OS)</translation>
    </message>
    <message>
        <source>Eye unknown</source>
        <translation>Ojo desconocido</translation>
    </message>
    <message>
        <source>several</source>
        <translation>varios</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>Patient: {patient} …</source>
        <translation>Paciente: {patient} …</translation>
    </message>
    <message>
        <source>The same patient as {patient}</source>
        <translation>El mismo paciente que {patient}</translation>
    </message>
    <message>
        <source>Date: {day} …</source>
        <translation>Fecha: {day} …</translation>
    </message>
    <message>
        <source>Date of {photograph}, such as 2024-05-01:</source>
        <translation>Fecha de {photograph}, p. ej. 2024-05-01:</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Patient of {photograph}:</source>
        <translation>Paciente de {photograph}:</translation>
    </message>
    <message>
        <source>Only DME is graded</source>
        <translation>solo el EMD tiene grado</translation>
    </message>
    <message>
        <source>has marks</source>
        <translation>tiene marcas</translation>
    </message>
    <message>
        <source>graded</source>
        <translation>con grado</translation>
    </message>
    <message>
        <source>Disc: {eye}</source>
        <translation>Papila: {eye}</translation>
    </message>
    <message>
        <source>Disc says {eye}, not {other}</source>
        <translation>Papila: {eye}, no {other}</translation>
    </message>
    <message>
        <source>{question}. Click the words to correct the record.</source>
        <translation>{question}. Haga clic en las palabras para corregir el registro.</translation>
    </message>
    <message numerus="yes">
        <source>{stage}, %n mark(s)</source>
        <translation>
            <numerusform>{stage}, %n marca</numerusform>
            <numerusform>{stage}, %n marcas</numerusform>
        </translation>
    </message>
    <message>
        <source>Your grade: {grade}, {name}</source>
        <translation>Su grado: {grade}, {name}</translation>
    </message>
    <message>
        <source>Flagged by you</source>
        <translation>Marcada por usted</translation>
    </message>
    <message>
        <source>Perhaps the same patient: {patients}</source>
        <translation>Quizá el mismo paciente: {patients}</translation>
    </message>
    <message>
        <source>Assigned to you</source>
        <translation>Le toca leerla</translation>
    </message>
    <message>
        <source>Assigned to {reader}</source>
        <translation>Le toca leerla a {reader}</translation>
    </message>
    <message numerus="yes">
        <source>Networks are %n grade(s) apart</source>
        <translation>
            <numerusform>Las redes difieren en %n grado</numerusform>
            <numerusform>Las redes difieren en %n grados</numerusform>
        </translation>
    </message>
    <message>
        <source>Find by name, patient, eye</source>
        <translation>Buscar por nombre, paciente, ojo</translation>
    </message>
    <message>
        <source>Find photographs</source>
        <translation>Buscar fotografías</translation>
    </message>
    <message>
        <source>Enter shows the first one found; Esc ends the search ({key:find})</source>
        <translation>Intro muestra la primera encontrada; Esc termina la búsqueda ({key:find})</translation>
    </message>
    <message>
        <source>Drop fundus photographs, a folder or a project here</source>
        <translation>Suelte aquí retinografías, una carpeta o un proyecto</translation>
    </message>
    <message>
        <source>Recent studies</source>
        <translation>Estudios recientes</translation>
    </message>
    <message>
        <source>Weights of any network in the list, as a safetensors file with its model card, or any network as an ONNX file with a card. Before they are copied, the card&apos;s fields, every tensor&apos;s shape, the classes, the preprocessing and the answer to a phantom are checked.</source>
        <translation>Pesos de cualquier red de la lista, como archivo safetensors con su ficha, o cualquier red como archivo ONNX con una ficha. Antes de copiarlos se comprueban los campos de la ficha, la forma de cada tensor, las clases, el preprocesamiento y la respuesta a un fantoma.</translation>
    </message>
    <message>
        <source>Add weights</source>
        <translation>Añadir pesos</translation>
    </message>
    <message>
        <source>the .json file of the same name</source>
        <translation>el archivo .json del mismo nombre</translation>
    </message>
    <message>
        <source>as on the card</source>
        <translation>como en la ficha</translation>
    </message>
    <message>
        <source>Replace weights of your own that have this name</source>
        <translation>Reemplazar pesos suyos con este nombre</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>Model cards</source>
        <translation>Fichas de modelo</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Ficha de modelo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Check and add</source>
        <translation>Comprobar y añadir</translation>
    </message>
    <message>
        <source>These weights are not used. Remove them, or add them again.</source>
        <translation>Estos pesos no se usan. Quítelos o añádalos de nuevo.</translation>
    </message>
    <message>
        <source>Its card comes with the download.</source>
        <translation>Su ficha viene con la descarga.</translation>
    </message>
    <message>
        <source>version {version} of {day}</source>
        <translation>versión {version} de {day}</translation>
    </message>
    <message>
        <source>{millions:.1f} M parameters</source>
        <translation>{millions:.1f} M de parámetros</translation>
    </message>
    <message>
        <source>input {height} × {width} px</source>
        <translation>entrada {height} × {width} px</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Para qué sirve</translation>
    </message>
    <message>
        <source>What it cannot do</source>
        <translation>Qué no puede hacer</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Medido</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Umbrales</translation>
    </message>
    <message>
        <source>Data and their licences</source>
        <translation>Datos y sus licencias</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>Cómo se hizo</translation>
    </message>
    <message>
        <source>The card gives no metrics.</source>
        <translation>La ficha no da métricas.</translation>
    </message>
    <message>
        <source>over seeds</source>
        <translation>entre semillas</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valor</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>azar</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>{low:.3f} to {high:.3f}</source>
        <translation>{low:.3f} a {high:.3f}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>no indicada</translation>
    </message>
    <message>
        <source>Licence of the data: {licence}</source>
        <translation>Licencia de los datos: {licence}</translation>
    </message>
    <message>
        <source>This network does {task}, but there are no weights for it on this computer. It is never run with random ones.</source>
        <translation>Esta red hace {task}, pero no hay pesos para ella en este ordenador. Nunca se ejecuta con pesos aleatorios.</translation>
    </message>
    <message>
        <source>This command trains it:</source>
        <translation>Este comando la entrena:</translation>
    </message>
    <message>
        <source>With weights of your own, choose Add weights.</source>
        <translation>Si tiene pesos propios, elija Añadir pesos.</translation>
    </message>
    <message>
        <source>No weights</source>
        <translation>Sin pesos</translation>
    </message>
    <message>
        <source>{name} is added.</source>
        <translation>Se ha añadido {name}.</translation>
    </message>
    <message>
        <source>Checking {file}, and its answer to a phantom</source>
        <translation>Comprobando {file} y su respuesta a un fantoma</translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation>Descargando {name}</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <translation>Se ha quitado {name}.</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>Quitando {name}</translation>
    </message>
    <message>
        <source>This failed: {why}</source>
        <translation>Ha fallado: {why}</translation>
    </message>
    <message>
        <source>Networks and weights</source>
        <translation>Redes y pesos</translation>
    </message>
    <message>
        <source>the program&apos;s own, or a file or https address</source>
        <translation>el del programa, o un archivo o dirección https</translation>
    </message>
    <message>
        <source>Add weights…</source>
        <translation>Añadir pesos…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Copiar comando</translation>
    </message>
    <message>
        <source>Index of downloads</source>
        <translation>Índice de descargas</translation>
    </message>
    <message>
        <source>Remove weights</source>
        <translation>Quitar pesos</translation>
    </message>
    <message>
        <source>Delete {name} and its card from this computer?</source>
        <translation>¿Eliminar {name} y su ficha de este ordenador?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>with the program</source>
        <translation>con el programa</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>propio</translation>
    </message>
    <message>
        <source>to download</source>
        <translation>para descargar</translation>
    </message>
    <message>
        <source>Checking the weights, and their answer to a phantom</source>
        <translation>Comprobando los pesos y su respuesta a un fantoma</translation>
    </message>
    <message>
        <source>{done:.1f} of {size:.1f} MB</source>
        <translation>{done:.1f} de {size:.1f} MB</translation>
    </message>
    <message>
        <source>Asking the archive …</source>
        <translation>Consultando el archivo …</translation>
    </message>
    <message>
        <source>Folder for the photographs</source>
        <translation>Carpeta de las fotografías</translation>
    </message>
    <message>
        <source>Getting photographs …</source>
        <translation>Obteniendo fotografías …</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Deteniendo …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Detenido.</translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) so far</source>
        <translation>
            <numerusform>%n fotografía hasta ahora</numerusform>
            <numerusform>%n fotografías hasta ahora</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n study(s) found</source>
        <translation>
            <numerusform>%n estudio encontrado</numerusform>
            <numerusform>%n estudios encontrados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) came from the archive.</source>
        <translation>
            <numerusform>Llegó %n fotografía del archivo.</numerusform>
            <numerusform>Llegaron %n fotografías del archivo.</numerusform>
        </translation>
    </message>
    <message>
        <source>The archive failed: {why}</source>
        <translation>El archivo falló: {why}</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>En este ordenador</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>Para descargar</translation>
    </message>
    <message>
        <source>Networks without weights</source>
        <translation>Redes sin pesos</translation>
    </message>
    <message>
        <source>Networks and their weights</source>
        <translation>Las redes y sus pesos</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>dañado</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dibujo</translation>
    </message>
    <message>
        <source>Drag to move; click, then turn the wheel to zoom</source>
        <translation>Arrastre para mover; haga clic y gire la rueda para ampliar</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>Restablecer vista</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>As an image (PNG), a drawing (SVG) or a table (CSV)</source>
        <translation>Como imagen (PNG), dibujo (SVG) o tabla (CSV)</translation>
    </message>
    <message>
        <source>File</source>
        <comment>kind of a file</comment>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>{kind} file</source>
        <translation>Archivo {kind}</translation>
    </message>
    <message>
        <source>{count} earlier</source>
        <translation>{count} anteriores</translation>
    </message>
    <message>
        <source>No suspicious regions in this photograph.</source>
        <translation>Sin regiones sospechosas en esta fotografía.</translation>
    </message>
    <message>
        <source>The most suspicious regions appear here.</source>
        <translation>Aquí aparecen las regiones más sospechosas.</translation>
    </message>
    <message>
        <source>There is no region {rank} in this photograph.</source>
        <translation>No hay región {rank} en esta fotografía.</translation>
    </message>
    <message>
        <source>{words} {key:next_zoom} goes to the next.</source>
        <translation>{words} {key:next_zoom} pasa a la siguiente.</translation>
    </message>
    <message>
        <source>{share} of the lesions found, weighted by class, area and score</source>
        <translation>{share} de las lesiones encontradas, ponderadas por clase, área y puntuación</translation>
    </message>
    <message>
        <source>response {share}</source>
        <translation>respuesta {share}</translation>
    </message>
    <message>
        <source>Where most of the lesions found lie.</source>
        <translation>Donde están la mayoría de las lesiones.</translation>
    </message>
    <message>
        <source>Where {network} responds most.</source>
        <translation>Donde {network} responde más.</translation>
    </message>
    <message>
        <source>Region {rank}, {meaning}</source>
        <translation>Región {rank}, {meaning}</translation>
    </message>
    <message>
        <source>Zoom to it ({key:zoom_{rank}})</source>
        <translation>Ampliarla ({key:zoom_{rank}})</translation>
    </message>
    <message>
        <source>Zoomed in</source>
        <translation>Ampliaciones</translation>
    </message>
    <message>
        <source>open photographs or a project first</source>
        <translation>abra primero fotografías o un proyecto</translation>
    </message>
    <message>
        <source>no photograph is shown</source>
        <translation>no se muestra ninguna fotografía</translation>
    </message>
    <message>
        <source>no mark is selected</source>
        <translation>no hay ninguna marca seleccionada</translation>
    </message>
    <message>
        <source>no proposal is selected</source>
        <translation>no hay ninguna propuesta seleccionada</translation>
    </message>
    <message>
        <source>no proposals are shown</source>
        <translation>no se muestran propuestas</translation>
    </message>
    <message>
        <source>no proposals are to be seen on this photograph</source>
        <translation>no hay propuestas que ver en esta fotografía</translation>
    </message>
    <message>
        <source>no proposals are under review</source>
        <translation>no hay propuestas en revisión</translation>
    </message>
    <message>
        <source>no marks are shown</source>
        <translation>no se muestran marcas</translation>
    </message>
    <message>
        <source>no marks have been copied</source>
        <translation>no se han copiado marcas</translation>
    </message>
    <message>
        <source>there is nothing to take back</source>
        <translation>no hay nada que deshacer</translation>
    </message>
    <message>
        <source>there is nothing to do again</source>
        <translation>no hay nada que rehacer</translation>
    </message>
    <message>
        <source>fewer than two grading networks have weights</source>
        <translation>menos de dos redes de gradación tienen pesos</translation>
    </message>
    <message>
        <source>no suspicious regions are to be seen on this photograph</source>
        <translation>no hay regiones sospechosas que ver en esta fotografía</translation>
    </message>
    <message>
        <source>no answer of the models is to be seen on this photograph</source>
        <translation>no hay respuesta de los modelos que ver en esta fotografía</translation>
    </message>
    <message>
        <source>what the models say is hidden until you have answered and pressed {key:enter}</source>
        <translation>lo que dicen los modelos está oculto hasta que haya respondido y pulsado {key:enter}</translation>
    </message>
    <message>
        <source>the study is read blind first</source>
        <translation>el estudio se lee primero a ciegas</translation>
    </message>
    <message>
        <source>no models are running</source>
        <translation>no hay modelos en ejecución</translation>
    </message>
    <message>
        <source>adjudicate readers first, and answer where others&apos; answers are not shown</source>
        <translation>primero arbitre entre los lectores, y responda donde no se muestran las respuestas de los demás</translation>
    </message>
    <message>
        <source>the study is not on a server</source>
        <translation>el estudio no está en un servidor</translation>
    </message>
    <message>
        <source>no previous visit of this eye is known</source>
        <translation>no se conoce ninguna visita anterior de este ojo</translation>
    </message>
    <message>
        <source>no edit crossed what others did</source>
        <translation>ninguna edición se cruzó con las de otros</translation>
    </message>
    <message>
        <source>Eye</source>
        <translation>Ojo</translation>
    </message>
    <message>
        <source>{patient} and {eye} stand for patient and eye (OD, OS, right, left, R, L), {date} for a day such as 2024-05-01, * for anything. A slash takes the folder&apos;s name in: {patient}/{eye}*</source>
        <translation>{patient} y {eye} representan al paciente y el ojo (OD, OS, right, left, R, L), {date} un día como 2024-05-01, * cualquier cosa. Una barra incluye el nombre de la carpeta: {patient}/{eye}*</translation>
    </message>
    <message>
        <source>Patient and eye from the names</source>
        <translation>Paciente y ojo según los nombres</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Patrón</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n cambio</numerusform>
            <numerusform>%n cambios</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} as on record</source>
        <translation>{count} como constan</translation>
    </message>
    <message numerus="yes">
        <source>%n other name(s), left as they are</source>
        <translation>
            <numerusform>%n nombre distinto, se deja como está</numerusform>
            <numerusform>%n nombres distintos, se dejan como están</numerusform>
        </translation>
    </message>
    <message>
        <source>the first {count} are shown</source>
        <translation>se muestran las primeras {count}</translation>
    </message>
    <message numerus="yes">
        <source>Change %n photograph(s)</source>
        <translation>
            <numerusform>Cambiar %n fotografía</numerusform>
            <numerusform>Cambiar %n fotografías</numerusform>
        </translation>
    </message>
    <message>
        <source>Open photographs at an address…</source>
        <translation>Abrir fotografías de una dirección…</translation>
    </message>
    <message>
        <source>Each is fetched when it is shown; copies stay on this computer for a while.</source>
        <translation>Cada una se descarga al mostrarse; las copias quedan un tiempo en este ordenador.</translation>
    </message>
    <message>
        <source>Open study on a server…</source>
        <translation>Abrir un estudio en un servidor…</translation>
    </message>
    <message>
        <source>New study on a server…</source>
        <translation>Nuevo estudio en un servidor…</translation>
    </message>
    <message>
        <source>For many readers at once, on PostgreSQL.</source>
        <translation>Para varios lectores a la vez, en PostgreSQL.</translation>
    </message>
    <message>
        <source>Take this photograph</source>
        <translation>Tomar esta fotografía</translation>
    </message>
    <message>
        <source>Others see in their lists that it is yours; again: gives it back.</source>
        <translation>Los demás ven en su lista que es suya; otra vez: la devuelve.</translation>
    </message>
    <message>
        <source>Assign photographs…</source>
        <translation>Asignar fotografías…</translation>
    </message>
    <message>
        <source>Conflicts…</source>
        <translation>Conflictos…</translation>
    </message>
    <message>
        <source>Edits of yours that crossed what others did while the server was gone.</source>
        <translation>Ediciones suyas que se cruzaron con las de otros mientras faltaba el servidor.</translation>
    </message>
    <message>
        <source>New study on a server</source>
        <translation>Nuevo estudio en un servidor</translation>
    </message>
    <message>
        <source>Study on a server</source>
        <translation>Estudio en un servidor</translation>
    </message>
    <message>
        <source>Always, and check who answers</source>
        <translation>Siempre, comprobando quién responde</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Siempre</translation>
    </message>
    <message>
        <source>Where the server offers it</source>
        <translation>Si el servidor lo ofrece</translation>
    </message>
    <message>
        <source>Add all photographs that lie there now</source>
        <translation>Añadir todas las fotografías que hay allí</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Puerto</translation>
    </message>
    <message>
        <source>Name of the study</source>
        <translation>Nombre del estudio</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Cifrado</translation>
    </message>
    <message>
        <source>The folder must be one that every reader&apos;s computer can open, such as a share.</source>
        <translation>La carpeta debe poder abrirse desde el ordenador de cada lector, como una carpeta compartida.</translation>
    </message>
    <message>
        <source>The password is kept nowhere; leave it empty where ~/.pgpass has it.</source>
        <translation>La contraseña no se guarda; déjela vacía si está en ~/.pgpass.</translation>
    </message>
    <message>
        <source>Folder of the photographs</source>
        <translation>Carpeta de las fotografías</translation>
    </message>
    <message>
        <source>Assign photographs</source>
        <translation>Asignar fotografías</translation>
    </message>
    <message>
        <source>Photographs that nobody has</source>
        <translation>Fotografías que nadie tiene</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Conflictos</translation>
    </message>
    <message>
        <source>What you did</source>
        <translation>Lo que hizo</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Lo suyo</translation>
    </message>
    <message>
        <source>Now there</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Use mine</source>
        <translation>Usar lo mío</translation>
    </message>
    <message>
        <source>Keep what is there</source>
        <translation>Conservar lo que hay</translation>
    </message>
    <message>
        <source>These edits of yours crossed what others did while the server was out of reach.</source>
        <translation>Estas ediciones suyas se cruzaron con las de otros mientras el servidor no estaba al alcance.</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>eliminado</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>sin fecha</translation>
    </message>
    <message>
        <source>Photographs at an address</source>
        <translation>Fotografías de una dirección</translation>
    </message>
    <message>
        <source>Address, such as {example}; with / at its end, a folder:</source>
        <translation>Dirección, por ejemplo {example}; con / al final, una carpeta:</translation>
    </message>
    <message>
        <source>Password of {account}</source>
        <translation>Contraseña de {account}</translation>
    </message>
    <message>
        <source>Every photograph is taken already.</source>
        <translation>Cada fotografía es ya de alguien.</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) of yours crossed what others did.</source>
        <translation>
            <numerusform>%n edición suya se cruzó con lo que hicieron otros.</numerusform>
            <numerusform>%n ediciones suyas se cruzaron con lo que hicieron otros.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>No server: edits are kept here</source>
        <translation>Sin servidor: las ediciones se guardan aquí</translation>
    </message>
    <message>
        <source>You can go on; your edits are kept on this computer until it is back.</source>
        <translation>Puede continuar; sus ediciones se guardan en este ordenador hasta que vuelva.</translation>
    </message>
    <message>
        <source>The server: {why}</source>
        <translation>El servidor: {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) copied across. {key:undo} undoes this.</source>
        <translation>
            <numerusform>%n marca copiada. {key:undo} lo deshace.</numerusform>
            <numerusform>%n marcas copiadas. {key:undo} lo deshace.</numerusform>
        </translation>
    </message>
    <message>
        <source>These are yours already.</source>
        <translation>Estas ya son suyas.</translation>
    </message>
    <message>
        <source>Answer first; then it can be the consensus.</source>
        <translation>Responda primero; entonces podrá ser el consenso.</translation>
    </message>
    <message>
        <source>Shown once you have answered, or two others have.</source>
        <translation>Se muestra cuando usted haya respondido, o lo hayan hecho otros dos.</translation>
    </message>
    <message>
        <source>Nobody has marked or answered this photograph yet.</source>
        <translation>Nadie ha dicho nada aún de esta fotografía.</translation>
    </message>
    <message numerus="yes">
        <source>Comment on %n mark(s):</source>
        <translation>
            <numerusform>Comentario sobre %n marca:</numerusform>
            <numerusform>Comentario sobre %n marcas:</numerusform>
        </translation>
    </message>
    <message>
        <source>RetinaView ended by a fault last time ({what}). Your edits are saved; the log is in {folder}, and nothing was sent.</source>
        <translation>RetinaView terminó por un fallo la última vez ({what}). Sus cambios están guardados; el registro está en {folder} y no se ha enviado nada.</translation>
    </message>
    <message>
        <source>RetinaView was ended last time before it could close. Your edits are saved; the log is in {folder}, and nothing was sent.</source>
        <translation>RetinaView fue terminado la última vez antes de poder cerrarse. Sus cambios están guardados; el registro está en {folder} y no se ha enviado nada.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lectura</translation>
    </message>
    <message>
        <source>Marking</source>
        <translation>Marcado</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Comparación</translation>
    </message>
    <message>
        <source>Two visits</source>
        <translation>Dos visitas</translation>
    </message>
    <message>
        <source>Discovering</source>
        <translation>Descubrimiento</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>The worklist</source>
        <translation>La lista de trabajo</translation>
    </message>
    <message>
        <source>The photograph</source>
        <translation>La fotografía</translation>
    </message>
    <message>
        <source>Photographs stand here by patient, the right eye first. {key:enter} goes on to the next unread one, {key:next} and {key:previous} go one by one, {key:find} finds a patient.</source>
        <translation>Las fotografías están aquí por paciente, primero el ojo derecho. {key:enter} pasa a la siguiente sin leer, {key:next} y {key:previous} van de una en una, {key:find} busca un paciente.</translation>
    </message>
    <message>
        <source>The wheel zooms at the pointer, {key:hold_pan} and a drag move. {key:next_view} shows it red-free, {key:both_eyes} both eyes, and a held {key:hold_bare} the photograph without anything on it.</source>
        <translation>La rueda amplía en el puntero, {key:hold_pan} y arrastrar mueven. {key:next_view} la muestra aneritra, {key:both_eyes} ambos ojos, y {key:hold_bare} pulsado la fotografía sin nada encima.</translation>
    </message>
    <message>
        <source>The evidence</source>
        <translation>Los indicios</translation>
    </message>
    <message>
        <source>What the networks grade and find stands here, with counts for the 4-2-1 rule. It speaks for or against an answer; it never is the answer.</source>
        <translation>Aquí está lo que las redes clasifican y encuentran, con los recuentos de la regla 4-2-1. Habla a favor o en contra de una respuesta; nunca es la respuesta.</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>La respuesta</translation>
    </message>
    <message>
        <source>{key:grade_0} to {key:grade_4} grade retinopathy, {key:dme_0} to {key:dme_2} macular oedema, {key:ungradable} says ungradable, {key:agree} agrees with the models. {key:enter} goes on to the next unread photograph.</source>
        <translation>{key:grade_0} a {key:grade_4} clasifican la retinopatía, {key:dme_0} a {key:dme_2} el edema macular, {key:ungradable} dice no evaluable, {key:agree} coincide con los modelos. {key:enter} pasa a la siguiente fotografía sin leer.</translation>
    </message>
    <message>
        <source>{key:draw} draws: one drag a box, and a digit chooses its class. {key:accept} and {key:reject} accept and reject what the models propose. {key:undo} takes every step back.</source>
        <translation>{key:draw} dibuja: un arrastre por recuadro, y una cifra elige su clase. {key:accept} y {key:reject} aceptan y rechazan lo que proponen los modelos. {key:undo} deshace cada paso.</translation>
    </message>
    <message>
        <source>{key:palette} finds every command, {key:shortcuts} lists all keys, and {key:guide} opens the guide at the page for what you are doing.</source>
        <translation>{key:palette} encuentra cada comando, {key:shortcuts} lista todas las teclas y {key:guide} abre la guía en la página de lo que está haciendo.</translation>
    </message>
    <message>
        <source>The marks</source>
        <translation>Las marcas</translation>
    </message>
    <message>
        <source>Tour in six steps</source>
        <translation>Recorrido en seis pasos</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>{count} share a box with a neighbour</source>
        <translation>{count} comparten recuadro con una vecina</translation>
    </message>
    <message>
        <source>{count} left out as specks</source>
        <translation>{count} omitidas por ser motas</translation>
    </message>
    <message>
        <source>{count} left out as the weakest</source>
        <translation>{count} omitidas por ser las más débiles</translation>
    </message>
    <message>
        <source>{count} lesions found: {parts}</source>
        <translation>{count} lesiones encontradas: {parts}</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) there already</source>
        <translation>
            <numerusform>%n marca ya presente</numerusform>
            <numerusform>%n marcas ya presentes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) of the study updated</source>
        <translation>
            <numerusform>%n marca del estudio actualizada</numerusform>
            <numerusform>%n marcas del estudio actualizadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n newer mark(s) or grading(s) of the study kept</source>
        <translation>
            <numerusform>%n marca o grado más reciente del estudio conservado</numerusform>
            <numerusform>%n marcas o grados más recientes del estudio conservados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) of a network left out: no lesions</source>
        <translation>
            <numerusform>%n zona de una red omitida: no es una lesión</numerusform>
            <numerusform>%n zonas de una red omitidas: no son lesiones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) cut to the photograph</source>
        <translation>
            <numerusform>%n recuadro recortado a la fotografía</numerusform>
            <numerusform>%n recuadros recortados a la fotografía</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) with problems left out</source>
        <translation>
            <numerusform>%n etiqueta con problemas omitida</numerusform>
            <numerusform>%n etiquetas con problemas omitidas</numerusform>
        </translation>
    </message>
    <message>
        <source>split: {parts}</source>
        <translation>división: {parts}</translation>
    </message>
    <message numerus="yes">
        <source>%n unread photograph(s) will count as free of lesions</source>
        <translation>
            <numerusform>%n fotografía no leída contará como libre de lesiones</numerusform>
            <numerusform>%n fotografías no leídas contarán como libres de lesiones</numerusform>
        </translation>
    </message>
    <message>
        <source>{lesion} {value:.2f} (card {card:.2f}, {network})</source>
        <translation>{lesion} {value:.2f} (ficha {card:.2f}, {network})</translation>
    </message>
    <message>
        <source>{marks} and {gradings} on {photographs}</source>
        <translation>{marks} y {gradings} en {photographs}</translation>
    </message>
    <message numerus="yes">
        <source>%n grading(s)</source>
        <translation>
            <numerusform>%n grado</numerusform>
            <numerusform>%n grados</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo ({key:undo})</source>
        <translation>Deshacer ({key:undo})</translation>
    </message>
    <message>
        <source>While held: the bare photograph, without any overlay</source>
        <translation>Mantenida: la fotografía limpia, sin ninguna capa</translation>
    </message>
    <message>
        <source>While held: magnifier at the pointer</source>
        <translation>Mantenida: lupa en el puntero</translation>
    </message>
    <message>
        <source>While held: the previous visit over this one</source>
        <translation>Mientras se mantiene: la visita anterior sobre esta</translation>
    </message>
    <message>
        <source>While held: a drag moves the photograph</source>
        <translation>Mantenida: arrastrar mueve la fotografía</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph, or accept the proposal in Mark</source>
        <translation>Pasar a la siguiente fotografía sin leer, o aceptar la propuesta en marcado</translation>
    </message>
    <message>
        <source>Take a polygon&apos;s last point back</source>
        <translation>Quitar el último punto de un polígono</translation>
    </message>
    <message>
        <source>Next place of the named clusters</source>
        <translation>Siguiente lugar de los grupos con nombre</translation>
    </message>
    <message>
        <source>same DR grade</source>
        <translation>mismo grado de RD</translation>
    </message>
    <message>
        <source>same DME grade</source>
        <translation>mismo grado de EMD</translation>
    </message>
    <message>
        <source>kappa</source>
        <translation>kappa</translation>
    </message>
    <message>
        <source>quadratic weighted kappa</source>
        <translation>kappa con ponderación cuadrática</translation>
    </message>
    <message>
        <source>box agreement</source>
        <translation>concordancia de recuadros</translation>
    </message>
    <message>
        <source>lesions more in the first</source>
        <translation>lesiones de más en el primero</translation>
    </message>
    <message>
        <source>mask agreement (Dice)</source>
        <translation>concordancia de máscaras (Dice)</translation>
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
        <translation>centro en el otro</translation>
    </message>
    <message>
        <source>{measure} (DME)</source>
        <translation>{measure} (EMD)</translation>
    </message>
    <message>
        <source>{what} (F1, {rule})</source>
        <translation>{what} (F1, {rule})</translation>
    </message>
    <message>
        <source>The photograph of the previous visit cannot be read.</source>
        <translation>La fotografía de la visita anterior no se puede leer.</translation>
    </message>
    <message>
        <source>Registering …</source>
        <translation>Registrando …</translation>
    </message>
    <message>
        <source>Previous visit</source>
        <translation>Visita anterior</translation>
    </message>
    <message>
        <source>Registration failed ({why}).</source>
        <translation>El registro ha fallado ({why}).</translation>
    </message>
    <message>
        <source>No previous visit is known: it is not known whose photograph this is.</source>
        <translation>No se conoce visita anterior: no se sabe de quién es esta fotografía.</translation>
    </message>
    <message>
        <source>No previous visit is known: it is not known which eye this is.</source>
        <translation>No se conoce visita anterior: no se sabe qué ojo es.</translation>
    </message>
    <message>
        <source>No previous visit is known: this photograph has no date. Right-click it in the list to give one.</source>
        <translation>No se conoce visita anterior: esta fotografía no tiene fecha. Haga clic derecho en la lista para darle una.</translation>
    </message>
    <message numerus="yes">
        <source>No earlier visit of this eye is known; %n other photograph(s) of it have no date.</source>
        <translation>
            <numerusform>No se conoce visita anterior de este ojo; %n otra fotografía suya no tiene fecha.</numerusform>
            <numerusform>No se conoce visita anterior de este ojo; otras %n fotografías suyas no tienen fecha.</numerusform>
        </translation>
    </message>
    <message>
        <source>This study has no photograph of this eye from an earlier day.</source>
        <translation>Este estudio no tiene ninguna fotografía de este ojo de un día anterior.</translation>
    </message>
    <message numerus="yes">
        <source>{before}, %n day(s) before this one</source>
        <translation>
            <numerusform>{before}, %n día antes de esta</numerusform>
            <numerusform>{before}, %n días antes de esta</numerusform>
        </translation>
    </message>
    <message>
        <source>Previous visit, {before}</source>
        <translation>Visita anterior, {before}</translation>
    </message>
    <message numerus="yes">
        <source>Registered within {error:.2f} disc diameters ({pixels} px), %n matching point(s)</source>
        <translation>
            <numerusform>Registrada con un error de hasta {error:.2f} diámetros de papila ({pixels} px), %n punto coincidente</numerusform>
            <numerusform>Registrada con un error de hasta {error:.2f} diámetros de papila ({pixels} px), %n puntos coincidentes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Registered within {pixels} px, %n matching point(s)</source>
        <translation>
            <numerusform>Registrada con un error de hasta {pixels} px, %n punto coincidente</numerusform>
            <numerusform>Registrada con un error de hasta {pixels} px, %n puntos coincidentes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not registered: %n point(s) match where {least} are needed. Another part of the eye, another eye, or too blurred.</source>
        <translation>
            <numerusform>No registrada: coincide %n punto y hacen falta {least}. Otra parte del ojo, otro ojo, o demasiado borrosa.</numerusform>
            <numerusform>No registrada: coinciden %n puntos y hacen falta {least}. Otra parte del ojo, otro ojo, o demasiado borrosa.</numerusform>
        </translation>
    </message>
    <message>
        <source>is damaged and cannot be decoded</source>
        <translation>está dañado y no se puede decodificar</translation>
    </message>
    <message>
        <source>is damaged or of an unknown kind</source>
        <translation>está dañado o es de un tipo desconocido</translation>
    </message>
    <message>
        <source>is damaged: it states two different sizes</source>
        <translation>está dañado: indica dos tamaños distintos</translation>
    </message>
    <message>
        <source>is damaged: parts of the photograph are missing</source>
        <translation>está dañado: faltan partes de la fotografía</translation>
    </message>
    <message>
        <source>is damaged: its decoder took too long, took too much memory or crashed</source>
        <translation>está dañado: su decodificación tardó o consumió demasiado, o falló</translation>
    </message>
    <message>
        <source>is empty (0 bytes)</source>
        <translation>está vacío (0 bytes)</translation>
    </message>
    <message>
        <source>is a folder, not a photograph</source>
        <translation>es una carpeta, no una fotografía</translation>
    </message>
    <message>
        <source>is not a folder</source>
        <translation>no es una carpeta</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>no es un archivo normal</translation>
    </message>
    <message>
        <source>is there already</source>
        <translation>ya existe</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>no existe</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>permiso denegado</translation>
    </message>
    <message>
        <source>does not fit into this computer&apos;s memory</source>
        <translation>no cabe en la memoria de este ordenador</translation>
    </message>
    <message>
        <source>is not a RetinaView project</source>
        <translation>no es un proyecto de RetinaView</translation>
    </message>
    <message>
        <source>only one project can be open at a time</source>
        <translation>solo puede haber un proyecto abierto a la vez</translation>
    </message>
    <message>
        <source>was not written by this program, or has changed since</source>
        <translation>no lo escribió este programa, o ha cambiado desde entonces</translation>
    </message>
    <message>
        <source>another program is writing to it; nothing was changed, try again in a moment</source>
        <translation>otro programa está escribiendo en él; no se cambió nada, inténtelo en un momento</translation>
    </message>
    <message>
        <source>the disk is full; nothing was changed, free some space and repeat the last step</source>
        <translation>el disco está lleno; no se cambió nada, libere espacio y repita el último paso</translation>
    </message>
    <message>
        <source>cannot be written (read-only file, folder or disk); nothing was changed</source>
        <translation>no se puede escribir (archivo, carpeta o disco de solo lectura); no se cambió nada</translation>
    </message>
    <message>
        <source>the file is damaged; go back to a backup copy of it</source>
        <translation>el archivo está dañado; vuelva a una copia de seguridad</translation>
    </message>
    <message>
        <source>another window changed the same marks, answer or patient first; nothing was changed, look at them again</source>
        <translation>otra ventana cambió antes las mismas marcas, la respuesta o el paciente; no se cambió nada, mírelos de nuevo</translation>
    </message>
    <message>
        <source>another window changed the classes first; nothing was changed, look at them again</source>
        <translation>otra ventana cambió antes las clases; no se ha cambiado nada, revíselas</translation>
    </message>
    <message>
        <source>The study was closed meanwhile; nothing was changed.</source>
        <translation>El estudio se cerró entretanto; no se cambió nada.</translation>
    </message>
    <message>
        <source>the connection to the server is lost</source>
        <translation>se perdió la conexión con el servidor</translation>
    </message>
    <message>
        <source>your account may not do this; an administrator of the study can</source>
        <translation>su cuenta no puede hacerlo; un administrador del estudio sí</translation>
    </message>
    <message>
        <source>the account or its password is wrong (it may stand in the address, or in ~/.pgpass)</source>
        <translation>la cuenta o su contraseña es incorrecta (puede estar en la dirección o en ~/.pgpass)</translation>
    </message>
    <message>
        <source>Locked marks stay as they are; unlock them first</source>
        <translation>Las marcas bloqueadas quedan como están; desbloquéelas primero</translation>
    </message>
    <message>
        <source>The box lies outside the photograph</source>
        <translation>El recuadro está fuera de la fotografía</translation>
    </message>
    <message>
        <source>The mask lies outside the photograph</source>
        <translation>La máscara está fuera de la fotografía</translation>
    </message>
    <message>
        <source>is cut short: the end of the {kind} is missing</source>
        <translation>está cortado: falta el final del {kind}</translation>
    </message>
    <message>
        <source>is not a photograph that can be read ({kinds})</source>
        <translation>no es una fotografía legible ({kinds})</translation>
    </message>
    <message>
        <source>is too large for a photograph ({size} GiB)</source>
        <translation>es demasiado grande para una fotografía ({size} GiB)</translation>
    </message>
    <message>
        <source>is a DICOM file of another kind ({name}), not a photograph</source>
        <translation>es un archivo DICOM de otro tipo ({name}), no una fotografía</translation>
    </message>
    <message>
        <source>cannot be read: {why}</source>
        <translation>no se puede leer: {why}</translation>
    </message>
    <message>
        <source>cannot be written: {why}</source>
        <translation>no se puede escribir: {why}</translation>
    </message>
    <message>
        <source>cannot be written ({why})</source>
        <translation>no se puede escribir ({why})</translation>
    </message>
    <message>
        <source>cannot be listed: {why}</source>
        <translation>no se puede listar: {why}</translation>
    </message>
    <message>
        <source>{name} has changed since it was labelled</source>
        <translation>{name} ha cambiado desde que se anotó</translation>
    </message>
    <message>
        <source>{name} was moved and is found again in {folder}</source>
        <translation>{name} se movió y se encuentra en {folder}</translation>
    </message>
    <message>
        <source>{name} is not in the study</source>
        <translation>{name} no está en el estudio</translation>
    </message>
    <message>
        <source>unknown class {name}; known are {known}</source>
        <translation>clase desconocida {name}; conocidas: {known}</translation>
    </message>
    <message>
        <source>the class {name} has marks ({count}) and stays; change their class first</source>
        <translation>la clase {name} tiene marcas ({count}) y se queda; cambie antes su clase</translation>
    </message>
    <message>
        <source>{what} (left out)</source>
        <translation>{what} (omitido)</translation>
    </message>
    <message>
        <source>{name} grades macular oedema only: DME {answer}</source>
        <translation>{name} solo clasifica el edema macular: EMD {answer}</translation>
    </message>
    <message>
        <source>memory ran out: {name} ran on {side} px tiles</source>
        <translation>memoria agotada: {name} se ejecutó en mosaicos de {side} px</translation>
    </message>
    <message>
        <source>graphics memory ran out: {name} ran on the processor</source>
        <translation>memoria gráfica agotada: {name} se ejecutó en el procesador</translation>
    </message>
    <message>
        <source>Graded alone: the fellow eye&apos;s photograph cannot be read ({why})</source>
        <translation>Clasificada sola: no se puede leer la fotografía del otro ojo ({why})</translation>
    </message>
    <message>
        <source>Classes of this study</source>
        <translation>Clases de este estudio</translation>
    </message>
    <message>
        <source>Name of the class to add</source>
        <translation>Nombre de la clase que se añade</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a class.</source>
        <translation>«{name}» no puede ser el nombre de una clase.</translation>
    </message>
    <message>
        <source>“{name}” is in the list already.</source>
        <translation>«{name}» ya está en la lista.</translation>
    </message>
    <message numerus="yes">
        <source>“{name}” stays in the list, because it has %n mark(s). Change their class first.</source>
        <translation>
            <numerusform>«{name}» sigue en la lista porque tiene %n marca. Cambie antes su clase.</numerusform>
            <numerusform>«{name}» sigue en la lista porque tiene %n marcas. Cambie antes su clase.</numerusform>
        </translation>
    </message>
    <message>
        <source>A study has at least one class.</source>
        <translation>Un estudio tiene al menos una clase.</translation>
    </message>
    <message>
        <source>These classes are offered in this study, in this order. Files name them as the table says, whatever they are called here.</source>
        <translation>Estas clases se ofrecen en este estudio, en este orden. Los archivos las nombran como dice la tabla, se llamen aquí como se llamen.</translation>
    </message>
    <message>
        <source>“{name}” is another class&apos;s name, empty, or too long.</source>
        <translation>«{name}» es el nombre de otra clase, está vacío o es demasiado largo.</translation>
    </message>
    <message>
        <source>Two classes are called “{name}”.</source>
        <translation>Dos clases se llaman «{name}».</translation>
    </message>
    <message>
        <source>Key {key} is given twice: to “{first}” and to “{second}”.</source>
        <translation>La tecla {key} se ha dado dos veces: a «{first}» y a «{second}».</translation>
    </message>
    <message>
        <source>Some readers cannot tell the colours of “{first}” and “{second}” apart.</source>
        <translation>Algunos lectores no distinguen los colores de «{first}» y «{second}».</translation>
    </message>
    <message>
        <source>With {lesion}</source>
        <translation>Con {lesion}</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name></name>
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
        <source>In Mark also Enter.</source>
        <translation>En marcado, también Intro.</translation>
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
        <source>Y accepts, X rejects, and the view goes on to the next; Esc ends.</source>
        <translation>Y acepta, X rechaza y la vista pasa a la siguiente; Esc termina.</translation>
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
        <source>Or Enter. A photograph is unread until it has an answer or a mark.</source>
        <translation>O Intro. Una fotografía está sin leer hasta que tiene una respuesta o una marca.</translation>
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
        <source>Fellow eye</source>
        <translation>Ojo contralateral</translation>
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
        <source>Ungradable</source>
        <translation>No evaluable</translation>
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
        <source>Kept with the study. Enter commits the answer and shows what the models say.</source>
        <translation>Se guarda con el estudio. Intro confirma la respuesta y muestra la de los modelos.</translation>
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
        <source>Keyboard shortcuts…</source>
        <translation>Atajos de teclado…</translation>
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
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph or patient; in Mark and in a review, accept the proposal</source>
        <translation>Pasar a la siguiente fotografía o paciente sin leer; en marcado y en revisión, aceptar la propuesta</translation>
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
        <source>Hold Space, or middle drag</source>
        <translation>Espacio pulsado, o arrastrar con el botón central</translation>
    </message>
    <message>
        <source>Move the photograph</source>
        <translation>Mover la fotografía</translation>
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
        <source>Hold Tab</source>
        <translation>Tab pulsado</translation>
    </message>
    <message>
        <source>Bare photograph, without any overlay</source>
        <translation>Fotografía limpia, sin ninguna capa</translation>
    </message>
    <message>
        <source>Hold F5</source>
        <translation>Mantener F5</translation>
    </message>
    <message>
        <source>Magnifier at the pointer, without any overlay</source>
        <translation>Lupa en el puntero, sin ninguna capa</translation>
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
        <source>Arrows, Shift+arrows</source>
        <translation>Flechas, Mayús+flechas</translation>
    </message>
    <message>
        <source>Nudge the selected marks by one or ten pixels</source>
        <translation>Mover las marcas seleccionadas uno o diez píxeles</translation>
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
        <source>Digits grade the photograph (Esc)</source>
        <translation>Las cifras dan el grado (Esc)</translation>
    </message>
    <message>
        <source>Digits choose the class, a drag draws (R)</source>
        <translation>Las cifras eligen la clase, arrastrar dibuja (R)</translation>
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
        <source>Adopt the models&apos; answer (Y)</source>
        <translation>Adoptar la respuesta de los modelos (Y)</translation>
    </message>
    <message>
        <source>Next ⏎</source>
        <translation>Siguiente ⏎</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph (Enter)</source>
        <translation>Pasar a la siguiente fotografía sin leer (Intro)</translation>
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
        <source>DME {grade}: {name} (Shift+{grade})</source>
        <translation>EMD {grade}: {name} (Mayús+{grade})</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentario</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Deshacer (Ctrl+Z)</translation>
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
Ungradable: U; the reason: Shift+U</source>
        <translation>¿Se puede evaluar la fotografía?
No evaluable: U; la razón: Mayús+U</translation>
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
        <source>or open them with Ctrl+O, a folder with Ctrl+U</source>
        <translation>o ábralas con Ctrl+O, una carpeta con Ctrl+U</translation>
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
        <source>Version</source>
        <translation>Versión</translation>
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
        <source>On the photograph</source>
        <translation>En la fotografía</translation>
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
        <source>IRMA</source>
        <translation>AMIR</translation>
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
        <source>OD left, OS right; E goes to the other.</source>
        <translation>OD a la izquierda, OS a la derecha; E pasa al otro.</translation>
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
        <source>On the screen alone; the file and all marks stay as they are.</source>
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
        <source>Attention map</source>
        <translation>Mapa de atención</translation>
    </message>
    <message>
        <source>Where the grading network looked; not lesion evidence.</source>
        <translation>Dónde miró la red de clasificación; no es prueba de lesión.</translation>
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
        <source>With quadrants, and rings of one and two disc diameters around the fovea.</source>
        <translation>Con cuadrantes y anillos de uno y dos diámetros papilares alrededor de la fóvea.</translation>
    </message>
    <message>
        <source>Bare photograph</source>
        <translation>Fotografía limpia</translation>
    </message>
    <message>
        <source>Or hold Tab.</source>
        <translation>O mantener pulsado Tab.</translation>
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
        <source>Stop</source>
        <translation>Detener</translation>
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
        <source>Marks</source>
        <translation>Marcas</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Puntuación</translation>
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
        <source>Click point by point; a click on the first or the last one, or Enter, closes it; Backspace takes a point back.</source>
        <translation>Haga clic punto por punto; un clic en el primero o el último, o Intro, lo cierra; Retroceso quita un punto.</translation>
    </message>
    <message>
        <source>The part in view; press or drag to move there</source>
        <translation>La parte visible; pulse o arrastre para ir allí</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>Minimapa</translation>
    </message>
</context>
</TS>

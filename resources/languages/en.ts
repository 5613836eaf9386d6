<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>Run on %n photograph(s)</source>
        <translation>
            <numerusform>Run on %n photograph</numerusform>
            <numerusform>Run on %n photographs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{network} has not run on {missing} of %n photograph(s) with your boxes.</source>
        <translation>
            <numerusform>{network} has not run on {missing} of %n photograph with your boxes.</numerusform>
            <numerusform>{network} has not run on {missing} of %n photographs with your boxes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s)</source>
        <translation>
            <numerusform>%n photograph</numerusform>
            <numerusform>%n photographs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patch(es)</source>
        <translation>
            <numerusform>%n patch</numerusform>
            <numerusform>%n patches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The named clusters have %n place(s).</source>
        <translation>
            <numerusform>The named clusters have %n place.</numerusform>
            <numerusform>The named clusters have %n places.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n network(s) more</source>
        <translation>
            <numerusform>and %n network more</numerusform>
            <numerusform>and %n networks more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The networks are %n grade(s) apart on DR</source>
        <translation>
            <numerusform>The networks are %n grade apart on DR</numerusform>
            <numerusform>The networks are %n grades apart on DR</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) by others, shown once you have answered</source>
        <translation>
            <numerusform>%n answer by others, shown once you have answered</numerusform>
            <numerusform>%n answers by others, shown once you have answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written to {folder}: {what}.</source>
        <translation>
            <numerusform>%n file written to {folder}: {what}.</numerusform>
            <numerusform>%n files written to {folder}: {what}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of all readers</source>
        <translation>
            <numerusform>%n step of all readers</numerusform>
            <numerusform>%n steps of all readers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s):</source>
        <translation>
            <numerusform>%n problem:</numerusform>
            <numerusform>%n problems:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No lesion is seen under %n box(es); they stay as before.</source>
        <translation>
            <numerusform>No lesion is seen under %n box; it stays as before.</numerusform>
            <numerusform>No lesion is seen under %n boxes; they stay as before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) accepted. {key:undo} undoes this.</source>
        <translation>
            <numerusform>%n proposal accepted. {key:undo} undoes this.</numerusform>
            <numerusform>%n proposals accepted. {key:undo} undoes this.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) rejected. {key:undo} undoes this.</source>
        <translation>
            <numerusform>%n proposal rejected. {key:undo} undoes this.</numerusform>
            <numerusform>%n proposals rejected. {key:undo} undoes this.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Review of %n proposal(s): {what}.</source>
        <translation>
            <numerusform>Review of %n proposal: {what}.</numerusform>
            <numerusform>Review of %n proposals: {what}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %n proposal(s)</source>
        <translation>
            <numerusform>Accept %n proposal</numerusform>
            <numerusform>Accept %n proposals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n proposal(s)</source>
        <translation>
            <numerusform>Reject %n proposal</numerusform>
            <numerusform>Reject %n proposals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) of {all}; click one to look at it.</source>
        <translation>
            <numerusform>%n box of {all}; click one to look at it.</numerusform>
            <numerusform>%n boxes of {all}; click one to look at it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n mark</numerusform>
            <numerusform>%n marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) added.</source>
        <translation>
            <numerusform>%n photograph added.</numerusform>
            <numerusform>%n photographs added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{stage}, %n mark(s)</source>
        <translation>
            <numerusform>{stage}, %n mark</numerusform>
            <numerusform>{stage}, %n marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Networks are %n grade(s) apart</source>
        <translation>
            <numerusform>Networks are %n grade apart</numerusform>
            <numerusform>Networks are %n grades apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other name(s), left as they are</source>
        <translation>
            <numerusform>%n other name, left as it is</numerusform>
            <numerusform>%n other names, left as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n photograph(s)</source>
        <translation>
            <numerusform>Change %n photograph</numerusform>
            <numerusform>Change %n photographs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) so far</source>
        <translation>
            <numerusform>%n photograph so far</numerusform>
            <numerusform>%n photographs so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n study(s) found</source>
        <translation>
            <numerusform>%n study found</numerusform>
            <numerusform>%n studies found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) came from the archive.</source>
        <translation>
            <numerusform>%n photograph came from the archive.</numerusform>
            <numerusform>%n photographs came from the archive.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comment on %n mark(s):</source>
        <translation>
            <numerusform>Comment on %n mark:</numerusform>
            <numerusform>Comment on %n marks:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n class(es) more, in the study&apos;s summary</source>
        <translation>
            <numerusform>and %n class more, in the study&apos;s summary</numerusform>
            <numerusform>and %n classes more, in the study&apos;s summary</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>copy %n mark(s) across</source>
        <translation>
            <numerusform>copy %n mark across</numerusform>
            <numerusform>copy %n marks across</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) of yours crossed what others did.</source>
        <translation>
            <numerusform>%n edit of yours crossed what others did.</numerusform>
            <numerusform>%n edits of yours crossed what others did.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) there already</source>
        <translation>
            <numerusform>%n mark was there already</numerusform>
            <numerusform>%n marks were there already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) of the study updated</source>
        <translation>
            <numerusform>%n mark of the study updated</numerusform>
            <numerusform>%n marks of the study updated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n newer mark(s) or grading(s) of the study kept</source>
        <translation>
            <numerusform>%n newer mark or grading of the study kept</numerusform>
            <numerusform>%n newer marks or gradings of the study kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) of a network left out: no lesions</source>
        <translation>
            <numerusform>%n place of a network left out, which is no lesion</numerusform>
            <numerusform>%n places of a network left out, which are no lesions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) cut to the photograph</source>
        <translation>
            <numerusform>%n box cut to the photograph</numerusform>
            <numerusform>%n boxes cut to the photograph</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) with problems left out</source>
        <translation>
            <numerusform>%n label with problems left out</numerusform>
            <numerusform>%n labels with problems left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread photograph(s) will count as free of lesions</source>
        <translation>
            <numerusform>%n unread photograph will count as free of lesions</numerusform>
            <numerusform>%n unread photographs will count as free of lesions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grading(s)</source>
        <translation>
            <numerusform>%n grading</numerusform>
            <numerusform>%n gradings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) copied across. {key:undo} undoes this.</source>
        <translation>
            <numerusform>%n mark copied across. {key:undo} undoes this.</numerusform>
            <numerusform>%n marks copied across. {key:undo} undoes this.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Patient or eye of %n photograph(s) changed. {key:undo} undoes this.</source>
        <translation>
            <numerusform>Patient or eye of %n photograph changed. {key:undo} undoes this.</numerusform>
            <numerusform>Patient or eye of %n photographs changed. {key:undo} undoes this.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Date of %n photograph(s) changed. {key:undo} undoes this.</source>
        <translation>
            <numerusform>Date of %n photograph changed. {key:undo} undoes this.</numerusform>
            <numerusform>Date of %n photographs changed. {key:undo} undoes this.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No earlier visit of this eye is known; %n other photograph(s) of it have no date.</source>
        <translation>
            <numerusform>No earlier visit of this eye is known; %n other photograph of it has no date.</numerusform>
            <numerusform>No earlier visit of this eye is known; %n other photographs of it have no date.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{before}, %n day(s) before this one</source>
        <translation>
            <numerusform>{before}, %n day before this one</numerusform>
            <numerusform>{before}, %n days before this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Registered within {error:.2f} disc diameters ({pixels} px), %n matching point(s)</source>
        <translation>
            <numerusform>Registered within {error:.2f} disc diameters ({pixels} px), %n matching point</numerusform>
            <numerusform>Registered within {error:.2f} disc diameters ({pixels} px), %n matching points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Registered within {pixels} px, %n matching point(s)</source>
        <translation>
            <numerusform>Registered within {pixels} px, %n matching point</numerusform>
            <numerusform>Registered within {pixels} px, %n matching points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not registered: %n point(s) match where {least} are needed. Another part of the eye, another eye, or too blurred.</source>
        <translation>
            <numerusform>Not registered: %n point matches where {least} are needed. Another part of the eye, another eye, or too blurred.</numerusform>
            <numerusform>Not registered: %n points match where {least} are needed. Another part of the eye, another eye, or too blurred.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{name}” stays in the list, because it has %n mark(s). Change their class first.</source>
        <translation>
            <numerusform>“{name}” stays in the list, because it has %n mark. Change its class first.</numerusform>
            <numerusform>“{name}” stays in the list, because it has %n marks. Change their class first.</numerusform>
        </translation>
    </message>
</context>
</TS>

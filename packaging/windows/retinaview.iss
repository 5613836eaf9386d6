; Inno Setup: an installer of the folder that PyInstaller made, for one user or for all.
; It was written where it could not be run.
[Setup]
AppName=RetinaView
AppVersion=0.1.0
AppComments=Research use only; not a medical device
DefaultDirName={autopf}\RetinaView
DefaultGroupName=RetinaView
PrivilegesRequiredOverridesAllowed=dialog
ChangesAssociations=yes
OutputDir=..\..\dist
OutputBaseFilename=retinaview-setup
LicenseFile=..\..\LICENSE
UninstallDisplayIcon={app}\retinaview-window.exe

[Files]
Source: "..\..\dist\retinaview\*"; DestDir: "{app}"; Flags: recursesubdirs

[Icons]
Name: "{group}\RetinaView"; Filename: "{app}\retinaview-window.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.retinaview"; ValueType: string; ValueData: "RetinaView.Study"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\RetinaView.Study"; ValueType: string; ValueData: "RetinaView study"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\RetinaView.Study\shell\open\command"; ValueType: string; ValueData: """{app}\retinaview-window.exe"" ""%1"""

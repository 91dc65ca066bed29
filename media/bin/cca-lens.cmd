@echo off
rem The command line of CCA Lens in terminals of VS Code; see the file cca-lens beside this one.
setlocal
set "ELECTRON_RUN_AS_NODE=1"
if not defined CCA_LENS_NODE set "CCA_LENS_NODE=node"
"%CCA_LENS_NODE%" "%~dp0..\..\dist\cli.js" %*

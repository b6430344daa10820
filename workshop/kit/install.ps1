# Installs the course from this folder, without a network, in PowerShell:
#   powershell -ExecutionPolicy Bypass -File install.ps1
# -Target names another folder than talk-with-machines in your home. Your own work there is kept.
param([string]$Target = (Join-Path $HOME "talk-with-machines"))
$here = $PSScriptRoot
$versions = "@PYTHONS@".Split(" ")

$python = $null
$question = "import sys; print('%d.%d' % sys.version_info[:2])"
foreach ($version in $versions) {
    foreach ($candidate in @(@("py", "-$version"), @("python"))) {
        if (-not (Get-Command $candidate[0] -ErrorAction SilentlyContinue)) { continue }
        $rest = @($candidate | Select-Object -Skip 1)
        $found = & $candidate[0] @rest -c $question 2>$null
        if ($LASTEXITCODE -eq 0 -and $found -eq $version) { $python = $candidate; break }
    }
    if ($python) { break }
}
if (-not $python) {
    Write-Host "This kit needs Python ${versions}: install it (python.org), then run this again."
    exit 1
}

New-Item -ItemType Directory -Force -Path $Target | Out-Null
$Target = (Resolve-Path -LiteralPath $Target).ProviderPath
$course = Get-ChildItem -Force -LiteralPath (Join-Path $here "course")
$course | Copy-Item -Destination $Target -Recurse -Force
Set-Location -LiteralPath $Target
$rest = @($python | Select-Object -Skip 1)
& $python[0] @rest -m venv --clear .venv
if ($LASTEXITCODE -ne 0) {
    Write-Host "This Python cannot make a virtual environment. If JupyterLab is open, close it first."
    exit 1
}
$own = Join-Path $Target ".venv\Scripts\python.exe"
Write-Host "Installing into ${Target}: nothing is fetched from the network."
$env:PIP_CONFIG_FILE = "nul"
$wheels = Join-Path $here "wheels"
& $own -m pip install --quiet --disable-pip-version-check --no-index --find-links $wheels -e .
if ($LASTEXITCODE -ne 0) {
    Write-Host "A wheel for this system is missing in the kit: ask for one made for it."
    exit 1
}
& $own -m workshop.kit.ears (Join-Path $here "ears")
& $own -m helpers.preflight
Write-Host ""
Write-Host "To open the course:  cd `"$Target`"; .venv\Scripts\python -m helpers.course"

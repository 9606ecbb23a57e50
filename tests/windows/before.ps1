# Runs before each text that a PowerShell of the ring is given, once for each process: it counts the start, then brings
# the stand-ins of the bench and, after them, those of the ring itself.
Add-Content -LiteralPath C:\bench\powershell.log -Value $PID
. C:\bench\bench-cmdlets.ps1
. C:\bench\ring-cmdlets.ps1

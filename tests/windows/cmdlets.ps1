# What the stand-ins of the bench lack. How a cmdlet is to behave is in the registry, HKLM:\SOFTWARE\Bench, as theirs.

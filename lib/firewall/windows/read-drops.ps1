# Reads what the firewall dropped since a moment, as the Security log has it: events 5152 (a packet) and 5157 (a
# connection) of some ports. Only an administrator may. Changes nothing. A constrained language has no ToXml: there the
# names of the fields come from the template of the event, in whose order the values are.
$drops = @()
$state = 'read'
try {
    $names = @{ }
    if ($mode -ne 'FullLanguage') {
        foreach ($known in (Get-WinEvent -ListProvider 'Microsoft-Windows-Security-Auditing').Events) {
            if ((5152, 5157) -contains $known.Id) {
                $key = [string]$known.Id + '/' + [string]$known.Version
                $names[$key] = @(([xml]$known.Template).template.data | ForEach-Object { [string]$_.name })
            }
        }
    }
    $query = @{ LogName = 'Security'; Id = 5152, 5157; StartTime = [datetime]$data.since }
    $drops = @(foreach ($record in @(Get-WinEvent -FilterHashtable $query -MaxEvents 2000)) {
        $values = @{ }
        if ($mode -eq 'FullLanguage') {
            foreach ($field in ([xml]$record.ToXml()).Event.EventData.Data) {
                $values[[string]$field.Name] = [string]$field.InnerText
            }
        } else {
            $fields = @($names[[string]$record.Id + '/' + [string]$record.Version])
            $given = @($record.Properties)
            if ($fields.Count -ne $given.Count) { throw 'runbook: no template for this event' }
            for ($i = 0; $i -lt $given.Count; $i++) { $values[$fields[$i]] = [string]$given[$i].Value }
        }
        if ($data.ports -contains $values['DestPort'] -or $data.ports -contains $values['SourcePort']) {
            @{ event = [int]$record.Id; values = $values }
        }
    })
} catch {
    # Told by the kind of error: its text is in the language of the system.
    $state = 'unreadable'
    if ([string]$_.FullyQualifiedErrorId -like 'NoMatchingEventsFound*') { $state = 'read' }
    if ($_.Exception -is [System.UnauthorizedAccessException]) { $state = 'denied' }
}
@{ state = $state; drops = $drops }

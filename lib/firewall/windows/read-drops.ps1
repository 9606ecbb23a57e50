# Reads what the firewall dropped since a moment, as the Security log has it: events 5152 (a packet) and 5157 (a
# connection) of some ports. Only an administrator may. Changes nothing.
$drops = @()
$state = 'read'
try {
    $query = @{ LogName = 'Security'; Id = 5152, 5157; StartTime = [datetime]$data.since }
    $drops = @(foreach ($record in @(Get-WinEvent -FilterHashtable $query -MaxEvents 2000)) {
        $values = @{ }
        foreach ($field in ([xml]$record.ToXml()).Event.EventData.Data) {
            $values[[string]$field.Name] = [string]$field.InnerText
        }
        if ($data.ports -contains $values['DestPort'] -or $data.ports -contains $values['SourcePort']) {
            @{ event = [int]$record.Id; values = $values }
        }
    })
} catch {
    # Told by the kind of error: its text is in the language of the system.
    $state = 'unreadable'
    if ([string]$_.FullyQualifiedErrorId -like 'NoMatchingEventsFound*') { $state = 'read' }
    if ($_.Exception.GetType().Name -eq 'UnauthorizedAccessException') { $state = 'denied' }
}
@{ state = $state; drops = $drops }

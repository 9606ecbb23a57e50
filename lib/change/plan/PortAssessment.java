package change.plan;

import inventory.Endpoint;

/** One port of one service with what was found out about it. */
public record PortAssessment(Endpoint endpoint, PortAnswer answer) { }

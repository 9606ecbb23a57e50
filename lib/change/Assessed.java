package change;

import inventory.Endpoint;

/** One port of one service with what was found out about it. */
public record Assessed(Endpoint endpoint, Answer answer) { }

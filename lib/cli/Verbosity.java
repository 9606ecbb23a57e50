package cli;

/** How much a script says: only what is wrong, the answer, or the answer with all its details. */
public enum Verbosity { QUIET, NORMAL, VERBOSE }

package lab;

/** How the services of the machine are run. */
enum World {
    EMPTY,
    /** Each in a container that publishes its ports. */
    CONTAINERS,
    /** Each as a process of the machine itself. */
    PROCESSES
}

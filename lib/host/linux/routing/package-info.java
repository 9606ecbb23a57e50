/// Where Linux sends a packet: the rules and tables of its routing, read into records, and the kernel's own look-up over
/// them (ip-rule(8), ip-route(8), net/ipv4/fib_rules.c). Pure data: a recording is judged as the machine itself.
package host.linux.routing;

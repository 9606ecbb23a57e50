/// The demonstration: one scene for each kind of fault, played by real little servers on 127.0.0.1 in a machine that is
/// otherwise made up, and judged by the same readers and checks as a real one. Nothing is changed, nothing is opened
/// to the network, and no program is started.
package demo;

/// Asks this machine, of either system, for what the package `host` describes. One reader for all systems, and one for
/// what only Windows has.
package host.read;

/// Which services it is about where nobody names them: [discovery.ServiceDiscovery] looks for a services file, a Compose
/// file and what Docker publishes, in this order, and knows the guide's own services.
package discovery;

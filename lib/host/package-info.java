/// This machine as the network sees it: adapters and addresses, the default route, who listens, who is nearby.
package host;

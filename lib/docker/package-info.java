/// What Docker says about the containers of this machine: which run, how they are, and which ports it publishes.
package docker;

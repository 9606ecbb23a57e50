/// What Linux says of its sockets: the tables of `ss` and of `/proc/net`, read into records.
package host.linux;

/// The rim of the scripts that ask a phone: what they are asked for, and the page with its port, its door and its
/// watcher put together as the options say. What a phone does and says is the business of `phone`.
package cli.phone;

/// The rim of the scripts that ask a phone: what they are asked for, what verify does with it ([cli.phone.VerifyCommand]),
/// and the page with its port, its opening in the firewall and its watcher put together as the options say. What a phone
/// does and says is the business of `phone`.
package cli.phone;

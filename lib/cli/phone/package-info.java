/// The options of the scripts that ask a phone, what verify does with them ([cli.phone.VerifyCommand]), and the page,
/// its port and its firewall rule set up as these say. What a phone does and reports is the business of `phone`.
package cli.phone;

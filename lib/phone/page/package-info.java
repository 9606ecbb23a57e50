/// The page's server: what it serves, to whom, with what limits, and what a page reports.
package phone.page;

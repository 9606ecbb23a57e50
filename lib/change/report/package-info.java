/// Shows plans, leases and rollbacks, as text or as JSON, and holds the results that are shown.
package change.report;

/// Where this program keeps what has to outlive a run, and for whose eyes.
package state;

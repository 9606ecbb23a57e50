/// What is known about the world, and what could not be found out.
package fact;

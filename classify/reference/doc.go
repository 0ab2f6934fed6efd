// Package reference finds the invoice numbers and payment references that a
// text names, in the shapes in which people write them.
package reference

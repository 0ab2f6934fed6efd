// Package language tells in which language a short text is written.
package language

// Package simulate plays a ledger forward under a policy, with the functions
// that the bot itself decides by, and says what letters it would write and
// what money may come. It is pure: the day, the seed and everything else come
// in as values, so that the same ones give the same outcome on any machine.
package simulate

package corpus

import "embed"

// Tests are the files of replies that nothing learns from, for Load: the
// program measures on them what the lessons of an installation do.
//
//go:embed */test-*.jsonl
var Tests embed.FS

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"
)

// Secret is a password or a key. It is never printed: convert it to string
// where it is used.
type Secret string

// String hides the secret.
func (s Secret) String() string { return "***" }

// Format hides the secret whatever the verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue hides the secret from logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the secret from JSON and the like.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// maxSecret is the size in bytes of the largest secret that is read.
const maxSecret = 64 << 10

// The faults of a file with a secret. None names the file: somebody who
// writes the secret itself in its place must not find it in a log.
var (
	errSecretMissing = errors.New("does not exist")
	errSecretKind    = errors.New("is no ordinary file")
	errSecretOpen    = errors.New("can be read by everybody on this machine; run chmod 600 on it")
	errSecretEmpty   = errors.New("is empty; write the secret into it, on one line")
	errSecretShape   = errors.New("holds more than one line of text; want the secret alone")
	errSecretRead    = errors.New("cannot be read by the user that runs voldaan")
)

// readSecret reads a file that holds one line.
func readSecret(path string) (Secret, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", errSecretMissing
	case errors.Is(err, fs.ErrPermission):
		return "", errSecretRead
	case err != nil || !info.Mode().IsRegular():
		return "", errSecretKind
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o004 != 0: // Windows has no such bits
		return "", errSecretOpen
	}
	f, err := os.Open(path)
	if err != nil {
		return "", errSecretRead
	}
	b, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return "", errSecretRead
	}
	text := bytes.TrimSpace(b)
	switch {
	case len(text) == 0:
		return "", errSecretEmpty
	case len(text) > maxSecret || !utf8.Valid(text) || bytes.ContainsAny(text, "\r\n\x00"):
		return "", errSecretShape
	}
	return Secret(text), nil
}

// tokenFrom reads a token anew at each login, since another program renews it.
func tokenFrom(path string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) {
		s, err := readSecret(path)
		if err != nil {
			return "", fmt.Errorf("read the token: the file %s %w", path, err)
		}
		return string(s), nil
	}
}

// secret reads the secret that name_file or name_env points at.
func (s *tomlTable) secret(name string, needed bool) Secret {
	file, variable := s.text(name+"_file", ""), s.text(name+"_env", "")
	switch {
	case file != "" && variable != "":
		s.fault(name+"_env", "stands beside %s_file; keep one of the two", name)
	case file != "":
		return s.secretFile(name+"_file", file)
	case variable != "":
		v := strings.TrimSpace(s.file.env(variable))
		if v == "" {
			s.fault(name+"_env", "the environment variable of that name is empty or not set; want the name of one that holds the secret")
		}
		return Secret(v)
	case needed:
		s.fault(name+"_file", "is empty; want the path of a file that holds the %s, or %s_env with the name of an environment variable", name, name)
	}
	return ""
}

func (s *tomlTable) secretFile(key, path string) Secret {
	v, err := readSecret(s.resolve(path))
	switch {
	case errors.Is(err, errSecretMissing) && !filepath.IsAbs(path):
		s.fault(key, "the file of that name %v; it is looked for in the folder of the configuration", err)
	case err != nil:
		s.fault(key, "the file of that name %v", err)
	}
	return v
}

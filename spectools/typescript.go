package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

func openapiTypeScript(ctx context.Context, _ *workshop, dir, file string) (outcome, error) {
	if err := do(ctx, dir, bin("openapi-typescript"), file, "--output", "tmdb.ts"); err != nil {
		return outcome{}, err
	}
	return compile(ctx, dir, "openapi-typescript.ts")
}

func heyAPI(ctx context.Context, _ *workshop, dir, file string) (outcome, error) {
	if err := do(ctx, dir, bin("openapi-ts"), "--input", file, "--output", "tmdb", "--no-log-file"); err != nil {
		return outcome{}, err
	}
	return compile(ctx, dir, "hey-api.ts")
}

// compile compiles one of our programs together with what it imports.
func compile(ctx context.Context, dir, program string) (outcome, error) {
	source, err := os.ReadFile(filepath.Join("programs", program))
	if err != nil {
		return outcome{}, err
	}
	if err := os.WriteFile(filepath.Join(dir, program), source, 0o600); err != nil {
		return outcome{}, err
	}
	return tsc(ctx, dir, program)
}

// strict is how TypeScript is compiled: at its strictest, to JavaScript beside it. No types but those
// that are imported.
const strict = `{
  "compilerOptions": {
    "strict": true, "noUncheckedIndexedAccess": true, "types": [],
    "target": "es2022", "lib": ["es2022", "dom", "dom.iterable"], "module": "esnext", "moduleResolution": "bundler"
  },
  "files": [%q]
}`

// tsc compiles a program and what it imports.
func tsc(ctx context.Context, dir, program string) (outcome, error) {
	for file, text := range map[string]string{
		"package.json":  `{"type": "module"}`,
		"tsconfig.json": fmt.Sprintf(strict, program),
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			return outcome{}, err
		}
	}
	out, err := command(ctx, dir, bin("tsc"), "--project", dir, "--pretty", "false").CombinedOutput()
	faults := readTSC(out)
	if err != nil && len(faults) == 0 {
		return outcome{}, fmt.Errorf("tsc: %w\n%s", err, clip(string(out)))
	}
	return outcome{1, faults}, nil
}

var errorOfTSC = regexp.MustCompile(`(?m)^(\S.*?)\(\d+,\d+\): (error TS\d+: .*)$`)

// readTSC reads the errors that tsc prints, each with its file.
func readTSC(out []byte) (faults []fault) {
	for _, m := range errorOfTSC.FindAllSubmatch(out, -1) {
		faults = append(faults, fault{string(m[1]), string(m[2])})
	}
	return faults
}

package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// FromRevision returns what is new in the work tree of dir since a revision of
// git: what was committed, is staged, is not, and the files that git does not
// know. With mergeBase the revision is where the history of HEAD left that of rev.
func FromRevision(ctx context.Context, dir, cwd, rev string, mergeBase bool) (*Changes, error) {
	g := git{ctx, dir}
	top, err := g.top()
	if err != nil {
		return nil, err
	}
	base, err := g.run("rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("git knows no revision %q here", rev)
	}
	if mergeBase {
		if base, err = g.run("merge-base", "HEAD", strings.TrimSpace(base)); err != nil {
			return nil, fmt.Errorf("HEAD and %s have no common history here: a shallow clone has to fetch more", rev)
		}
	}
	// Whatever the user's configuration says, the patch is plain.
	patch, err := g.run("-c", "core.quotePath=false", "diff", "--unified=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv",
		"--src-prefix=a/", "--dst-prefix=b/", "--no-relative", strings.TrimSpace(base), "--")
	if err != nil {
		return nil, err
	}
	c, err := FromPatch(strings.NewReader(patch), top, cwd)
	if err != nil {
		return nil, fmt.Errorf("git diff: %w", err)
	}
	unknown, err := git{ctx, top}.run("ls-files", "-z", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(unknown, "\x00") {
		if name != "" {
			c.files[filepath.Join(top, filepath.FromSlash(name))] = &file{whole: true}
		}
	}
	return c, nil
}

// Top returns the top directory of the work tree that dir is in, or dir where
// there is none.
func Top(ctx context.Context, dir string) string {
	if top, err := (git{ctx, dir}).top(); err == nil {
		return top
	}
	return dir
}

// A git runs git in a directory.
type git struct {
	ctx context.Context
	dir string
}

// top is named from dir, so that symbolic links in its path stay.
func (g git) top() (string, error) {
	up, err := g.run("rev-parse", "--show-cdup")
	return filepath.Join(g.dir, strings.TrimSpace(up)), err
}

// run returns what git prints. The error is what git says is wrong, on one line.
func (g git) run(args ...string) (string, error) {
	cmd := exec.CommandContext(g.ctx, "git", args...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = g.dir, &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case g.ctx.Err() != nil:
		return "", errors.New("interrupted")
	case errors.As(err, &exit):
		said, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return "", fmt.Errorf("git: %s", strings.TrimPrefix(said, "fatal: "))
	}
	return stdout.String(), err
}

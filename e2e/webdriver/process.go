package webdriver

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// A group is processes that end together, with all that they have started, and the
// temporary folder that they use. Its leader is a shell that waits until the other
// end of a pipe is closed, which happens at the latest when this program ends.
type group struct {
	leader *exec.Cmd
	pipe   io.Closer
	folder string
}

// watch is what the leader does. The others are asked to end, and have a second for
// that; then all are ended, the leader too.
const watch = `read -r _; trap '' TERM; kill -TERM 0; sleep 1; rm -rf -- "$1"; kill -KILL 0`

func newGroup() (*group, error) {
	folder, err := os.MkdirTemp("", "webdriver-")
	if err != nil {
		return nil, err
	}
	g := &group{leader: exec.Command("/bin/sh", "-c", watch, "sh", folder), folder: folder}
	g.leader.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	g.pipe, err = g.leader.StdinPipe()
	if err == nil {
		err = g.leader.Start()
	}
	if err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	return g, nil
}

// start starts a program in the group, in the group's folder, with more variables in
// its environment, and waits until it writes a line that matches ready, if that is not
// nil: it returns the match.
func (g *group) start(ready *regexp.Regexp, env []string, name string, args ...string) ([]string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = g.folder
	cmd.Env = append(cmd.Environ(), env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pgid: g.leader.Process.Pid}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd.Stdout, cmd.Stderr = write, write
	err = cmd.Start()
	write.Close()
	if err != nil {
		read.Close()
		return nil, err
	}
	go cmd.Wait()
	if ready == nil {
		go io.Copy(io.Discard, read)
		return nil, nil
	}
	match := make(chan []string, 1)
	said := make(chan string, 1)
	go func() {
		defer read.Close()
		var heard []string
		for lines := bufio.NewScanner(read); lines.Scan(); {
			if m := ready.FindStringSubmatch(lines.Text()); m != nil {
				match <- m
				io.Copy(io.Discard, read)
				return
			}
			heard = append(heard, lines.Text())
		}
		said <- strings.Join(heard, "\n")
	}()
	select {
	case m := <-match:
		return m, nil
	case text := <-said:
		return nil, fmt.Errorf("%s has ended: %s", name, text)
	case <-time.After(startTime):
		return nil, fmt.Errorf("%s does not start in %v", name, startTime)
	}
}

// screen starts a screen in memory, and returns the environment of programs that draw on
// it, with the processor.
func (g *group) screen() (env []string, err error) {
	xvfb, err := find("Xvfb", "xvfb", "", "Xvfb")
	if err != nil {
		return nil, err
	}
	display, err := g.start(regexp.MustCompile(`^(\d+)$`), nil, xvfb, "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
	if err != nil {
		return nil, err
	}
	return []string{"DISPLAY=:" + display[1], "HOME=" + g.folder, "GDK_BACKEND=x11", "LIBGL_ALWAYS_SOFTWARE=1",
		"NO_AT_BRIDGE=1", "DBUS_SESSION_BUS_ADDRESS=disabled:"}, nil
}

// startTime is how long a program may take to start on a machine that is busy.
const startTime = 90 * time.Second

// end ends all processes and removes the folder.
func (g *group) end() error {
	g.pipe.Close()
	err := g.leader.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) { // it has ended itself by a signal
		err = nil
	}
	return errors.Join(err, os.RemoveAll(g.folder))
}

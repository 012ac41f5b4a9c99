package task

import (
	"slices"
	"testing"
)

// always and never are when a step is to end.
func always() bool { return true }
func never() bool  { return false }

// A routine rests where it pauses, and goes on from there.
func TestRoutine(t *testing.T) {
	var said []string
	say := func(s string) { said = append(said, s) }
	r := NewRoutine(func(pause func()) {
		say("a")
		func() { pause() }()
		say("b")
		pause()
		say("c")
	})
	if said != nil {
		t.Error("it begins before its first step")
	}
	for k, want := range [][]string{{"a"}, {"a", "b"}, {"a", "b", "c"}} {
		if done := r.Step(always); done != (k == 2) || !slices.Equal(said, want) {
			t.Errorf("after step %d: done %v, %v; want %v", k+1, done, said, want)
		}
	}
	if !r.Step(always) {
		t.Error("it goes on after its end")
	}
	r.Stop()
}

// What is not due does not rest.
func TestRoutineAtOnce(t *testing.T) {
	pauses := 0
	r := NewRoutine(func(pause func()) {
		for pauses = 0; pauses < 10; pauses++ {
			pause()
		}
	})
	if !r.Step(never) || pauses != 10 {
		t.Errorf("%d pauses", pauses)
	}
}

// What has kept pause may call it when no step is taken.
func TestRoutinePauseBetweenSteps(t *testing.T) {
	var kept func()
	r := NewRoutine(func(pause func()) {
		kept = pause
		pause()
	})
	r.Step(always)
	kept()
	r.Step(always)
	kept()
}

// Given up, a routine ends where it is.
func TestRoutineStop(t *testing.T) {
	tidied, after := false, false
	r := NewRoutine(func(pause func()) {
		defer func() { tidied = true }()
		pause()
		after = true
	})
	r.Step(always)
	r.Stop()
	if !tidied || after {
		t.Errorf("tidied %v, gone on %v", tidied, after)
	}
	if !r.Step(always) || after {
		t.Error("it goes on after it was given up")
	}
	NewRoutine(func(func()) { t.Error("it begins though it was given up") }).Stop()
}

// A panic of the function is one of the step.
func TestRoutinePanic(t *testing.T) {
	r := NewRoutine(func(pause func()) {
		pause()
		panic("mine")
	})
	r.Step(always)
	defer func() {
		if reason := recover(); reason != "mine" {
			t.Errorf("the panic is %v", reason)
		}
	}()
	r.Step(always)
	t.Error("there is no panic")
}

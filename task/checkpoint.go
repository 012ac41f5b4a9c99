package task

import (
	"hash/crc32"
	"hash/fnv"
	"strconv"
	"time"

	"zscape/compute/lang"
)

// Checkpointer is a Task that can be saved between two steps and resumed, here or
// elsewhere, as if it had never stopped: what follows is the same to the bit. A Pool
// keeps it when it is done, so that it can go on (see Run.Extend).
//
// A Spec with From asks for such a task as it was saved. The Spec may ask for more
// steps than that of the saved task, but is the same otherwise.
type Checkpointer interface {
	Task

	// Checkpoint is what the task needs to go on, beside its Spec: also the state of
	// its random numbers. It shares no memory with the task.
	Checkpoint() Message

	// Ended reports whether no step is left to be done.
	Ended() bool
}

// Checkpoint is a task as it was saved.
type Checkpoint struct {
	Step    int           // how many steps it had done
	Elapsed time.Duration // in that time
	State   Message       // what its Checkpoint gave
	Log     Log           // its records so far; empty if it keeps none
}

// restore takes the job up from where it was left.
func (j *job) restore(from *Checkpoint) error {
	t, ok := j.task.(Checkpointer)
	if !ok {
		return &SpecError{Key: "from", Value: strconv.Itoa(from.Step), Reason: lang.Text{En: "this computation cannot be resumed", Ja: "この計算は途中から再開できません"}}
	}
	j.step, j.elapsed = from.Step, from.Elapsed
	j.measure()
	if j.logger != nil {
		j.rows = j.logger.Records(j.rows[:0]) // they are in the checkpoint's log
	}
	if t.Ended() {
		j.phase, j.meter.progress = Done, 1
	}
	return nil
}

// checkpoint returns the task as it is now, without its log.
func (j *job) checkpoint() (c *Checkpoint, err error) {
	defer recovered(&err)
	t, ok := j.task.(Checkpointer)
	if !ok {
		return nil, errNoCheckpoint
	}
	return &Checkpoint{Step: j.step, Elapsed: j.elapsed, State: t.Checkpoint()}, nil
}

var errNoCheckpoint = lang.Errorf("this computation cannot be saved and resumed", "この計算は途中で保存できません")

// extend lets the run go on by a Spec of more steps, from where it is. What is wrong
// with that leaves it as it was.
func (r *served) extend(s *Server, c command, now time.Time) {
	was := r.phase
	r.sets, r.news, r.prompt, r.refused = c.set, true, true, SpecError{}
	spec, err := s.resolve(c.spec)
	if err == nil {
		spec.From, err = r.checkpoint()
	}
	if err == nil {
		err = r.job.replace(s.lib, spec)
	}
	if err != nil {
		r.refused = *asSpecError(err)
		return
	}
	if r.phase == Running && was == Running {
		r.account(now)
	}
	if r.pacer.set(spec.Pace, now); r.phase == Running && was == Done {
		r.run(now)
	}
}

// replace makes the job that of another Spec, which begins where this one is; what is
// not told yet stays.
func (j *job) replace(lib Library, spec Spec) error {
	next, err := newJob(lib, spec, j.now)
	if err != nil {
		return err
	}
	if j.phase == Done && next.phase == Running || next.phase == Done {
		j.phase = next.phase
	}
	j.task, j.logger, j.meter, j.batch = next.task, next.logger, next.meter, 1
	j.changed = true
	return nil
}

// Archive is what a file of checkpoints holds: the runs of one picture, together.
type Archive struct {
	State string // of the picture, as its address says it
	Runs  []Archived
}

// Archived is the checkpoint of a run, and which run that is.
type Archived struct {
	Name     string
	Identity [16]byte // of its Spec, see Spec.Identity
	Checkpoint
}

// Identity is a hash of what the Spec asks for, whatever its pace is and where it
// begins: FNV-1a of 128 bits.
func (s Spec) Identity() (id [16]byte) {
	s.Pace, s.From = 0, nil
	h := fnv.New128a()
	h.Write(s.append(nil))
	h.Sum(id[:0])
	return id
}

// The file is the signature, the version and the CRC-32 (IEEE) of the rest, both
// little endian, and the rest.
const (
	archiveSignature = "zscape checkpoint\n"
	archiveVersion   = 1
)

// Encode returns the file of the archive.
func (a Archive) Encode() []byte {
	b := []byte(archiveSignature)
	b = appendUint32(b, archiveVersion)
	sum := len(b)
	b = appendText(appendUint32(b, 0), a.State)
	b = appendUint32(b, len(a.Runs))
	for _, r := range a.Runs {
		b = append(appendText(b, r.Name), r.Identity[:]...)
		b = r.Checkpoint.append(b)
		b = r.Log.book().append(b)
	}
	appendUint32(b[:sum], int(crc32.ChecksumIEEE(b[sum+4:])))
	return b
}

// IsArchive reports whether data begins as a file of checkpoints does.
func IsArchive(data []byte) bool {
	return len(data) >= len(archiveSignature) && string(data[:len(archiveSignature)]) == archiveSignature
}

// DecodeArchive reads what Encode wrote. The error says in both languages what is
// wrong with another file.
func DecodeArchive(data []byte) (a Archive, err error) {
	if !IsArchive(data) {
		return a, lang.Errorf("not a Zscape checkpoint", "Zscapeのチェックポイントではありません")
	}
	r := reader{data: data, at: len(archiveSignature)}
	version, sum := r.uint32(), r.uint32()
	switch {
	case r.failed:
		return a, lang.Errorf("the checkpoint is incomplete", "チェックポイントのファイルが途中で切れています")
	case version > archiveVersion:
		return a, lang.Errorf("the checkpoint was saved by a newer version of Zscape (format %d; this version reads up to %d)", "このチェックポイントは、新しい版のZscapeで保存されたものです(形式%d。この版で読めるのは%dまでです)", version, archiveVersion)
	case version == 0 || sum != crc32.ChecksumIEEE(data[r.at:]):
		return a, lang.Errorf("the checkpoint is damaged or incomplete: its checksum does not match", "チェックポイントのファイルが壊れているか、途中で切れています(チェックサムが一致しません)")
	}
	a.State = r.text()
	for range r.count(60) {
		run := Archived{Name: r.text()}
		copy(run.Identity[:], r.take(len(run.Identity)))
		run.Checkpoint = *r.checkpoint()
		run.Log = r.book().log()
		if n := run.Log.Len(); n > 0 && run.Log.Steps()[n-1] > float64(run.Step) {
			r.fail()
		}
		if r.failed {
			break
		}
		a.Runs = append(a.Runs, run)
	}
	if r.end() != nil {
		return Archive{}, lang.Errorf("the checkpoint is damaged", "チェックポイントのファイルが壊れています")
	}
	return a, nil
}

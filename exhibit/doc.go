// Package exhibit says what an exhibit is: a named picture with controls,
// whose whole condition is a small table, its [State].
//
// The same State gives the same picture on every machine. It fits in a URL,
// and whatever a visitor does becomes a new State; a [Session] turns it into
// numbers and a scene.Figure. What else an exhibit can do (be pointed at, be
// played, give its numbers) are small interfaces found by assertion.
//
// What a Session can do beyond its Figure, with who uses it:
//
//	interface      what it does                                        who asks
//	Summarizer     a summary that follows from the State               page, above the controls
//	Readouter      values beside the picture                           page, render (JSON, HTML)
//	Tabler         a table below it                                    page
//	Noticer        what to notice though nothing is wrong              page, render (stderr, JSON)
//	Picker         a place of the picture that is pointed at           page: pointer, crosshair
//	Handler        something in it that can be dragged, zoomed, reset  page: pointer, wheel, keys
//	Viewer         cameras of their own for several boxes of axes      page: gestures, keys
//	Flat           whether it is flat, so that nothing rotates         page: gestures, spin
//	Player         it goes from a start to an end                      page: transport; recordings
//	Presser        buttons that change the State                       page
//	Actor          buttons that compute something                      page
//	Tasker         long computations that others run for it            page, render, posters
//	Deferrer       it can leave what takes long of an Update for later page, export
//	Needer         files of the site that its State waits for          page, render
//	CSVWriter      its numbers as a table                              page, render: CSV
//	Coder          its picture as a program in another language        page: Python, Octave
//	export.Modeler a solid for 3-D printing                            page, render: STL, OBJ
//
// All are optional. plot2d, spaces and heightfield implement most of them for plots, for
// boxes of points and links, and for surfaces.
package exhibit

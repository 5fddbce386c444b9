import Testing

/// The programs as they are shipped, each in a process of its own, over a pseudo-terminal and a socket.
///
/// One test at a time: each runs a controller with deadlines of milliseconds. They need the programs, which a test
/// target does not build: `make test` does, and says where they are.
@Suite(
    .serialized, .timeLimit(.minutes(5)),
    .enabled(
        if: Programs.directory != nil,
        "MYOTHERM_BIN does not name a directory with myothermd, myothermctl and myotherm-sim; 'make test' sets it"))
enum RealPrograms {}

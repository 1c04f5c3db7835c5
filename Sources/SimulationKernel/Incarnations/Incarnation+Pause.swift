extension Incarnation {
    /// Stalls the process as `SIGSTOP` would: none of its jobs runs until `resume`, while the world
    /// and the clock go on.
    ///
    /// A job that is running ends first. What becomes ready meanwhile, timers that come due included,
    /// is held back and ready all at once when the process goes on. A crash ends the pause. A second
    /// pause does nothing.
    public func pause() {
        core.pause(self)
    }

    /// Lets a paused process go on; does nothing if it is not paused.
    public func resume() {
        core.resume(self)
    }
}

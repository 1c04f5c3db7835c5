import RehearseCommand

/// The command of the shipped architecture.
@main
enum RehearseProcess {
    static func main() {
        RehearseCommand.main()
    }
}

using System.Runtime.InteropServices;
using OrleansTrading.Simulator.Hosting;

if (args.Any(argument => argument is "--help" or "-h"))
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

if (CommandLine.Parse(args, out var error) is not { } options)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

using var logs = LoggerFactory.Create(logging => logging
    .AddFilter("Microsoft", LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true));
var stopped = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var simulator = await SimulatorHost.StartAsync(options, loggerFactory: logs);
    Console.WriteLine($"listening on {simulator.BaseAddress.GetLeftPart(UriPartial.Authority)}");
    await await Task.WhenAny(stopped.Task, simulator.Completion);
    return 0;
}
catch (Exception exception) when (exception is IOException or InvalidDataException or System.ComponentModel.DataAnnotations.ValidationException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopped.TrySetResult();
}

namespace OrleansTrading.Silo.Logs;

/// <summary>
/// Section <c>Logs</c>: log files for hosts without anything that gathers what the console shows. How long they are kept is said by what
/// rotates them, <c>deploy/logrotate</c>. What is logged is said by section <c>Logging</c>, as of the console.
/// </summary>
public sealed class LogOptions
{
    public const string Section = "Logs";

    /// <summary>Where <c>silo.log</c> lies, with every line, and <c>trading.log</c>, with those about orders, accounts and executions; a JSON object a line. None: no files.</summary>
    public string? Directory { get; set; }
}

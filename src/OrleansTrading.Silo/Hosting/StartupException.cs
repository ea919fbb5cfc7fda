namespace OrleansTrading.Silo.Hosting;

/// <summary>The process cannot start with the settings it was given. Holds every reason.</summary>
internal sealed class StartupException(IReadOnlyList<string> reasons) : Exception(string.Join(" ", reasons))
{
    /// <summary>What a process ends with that was given settings it cannot start with.</summary>
    public const int ExitCode = 2;

    public IReadOnlyList<string> Reasons { get; } = reasons;

    public string ToText() => "OrleansTrading cannot start:" + string.Concat(Reasons.Select(reason => $"{Environment.NewLine}  - {reason}"));
}

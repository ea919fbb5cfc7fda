namespace OrleansTrading.Silo.Logs;

/// <summary>Where lines of the log go besides the console.</summary>
internal static class LogsExtensions
{
    private const string ConsoleFormat = "Logging:Console:FormatterName";

    public static void AddLogFiles(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LogOptions>().Bind(builder.Configuration.GetSection(LogOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<ILoggerProvider, FileLoggerProvider>();
    }

    /// <summary>Whether the console is read by a program, which takes nothing but JSON.</summary>
    public static bool IsConsoleJson(this IConfiguration configuration) =>
        string.Equals(configuration[ConsoleFormat], "json", StringComparison.OrdinalIgnoreCase);
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>Without the machine a figure says nothing: what was measured where.</summary>
internal static class MachineDescription
{
    private const string ProcessorFile = "/proc/cpuinfo";

    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return new Dictionary<string, string>
        {
            ["processor"] = $"{ProcessorName()}, {Environment.ProcessorCount} cores",
            ["memory"] = $"{memory:F1} GiB",
            ["system"] = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
            ["runtime"] = $"{RuntimeInformation.FrameworkDescription}, {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} collector",
            ["commit"] = await CommitAsync(),
        };
    }

    public static string ToMarkdown(IReadOnlyDictionary<string, string> machine) =>
        $"# Benchmarks\n\n| machine | |\n|---|---|\n{string.Join('\n', machine.Select(line => $"| {line.Key} | {line.Value} |"))}\n";

    private static string ProcessorName() => File.Exists(ProcessorFile)
        ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
        : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";

    private static async Task<string> CommitAsync()
    {
        var commit = await GitAsync("rev-parse", "--short=10", "HEAD");
        if (commit is null)
            return "unknown";
        return await GitAsync("status", "--porcelain", "--untracked-files=no") is "" ? commit : commit + " with changes";
    }

    private static async Task<string?> GitAsync(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = await git.StandardOutput.ReadToEndAsync();
            await git.WaitForExitAsync();
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no git here.
            return null;
        }
    }
}

using OrleansTrading.Silo.Hosting;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Silo.Commands;

/// <summary><c>export DIR</c>: copies all that a stopped service keeps in files into a directory, with a manifest of counts and checksums.</summary>
internal static class ExportCommand
{
    public const string Name = "export";

    /// <param name="target">Where to.</param>
    /// <param name="words">Settings, as the service takes them: they say where its data lies.</param>
    /// <param name="output">Where it is told what there was.</param>
    /// <param name="errors">Where it is told what is wrong.</param>
    /// <param name="cancellationToken">Ends it; what was copied is no export then.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string target, string[] words, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var line = CommandLine.Parse(words);
        var configuration = Hosting.HostDefaults.CreateBuilder(line).Configuration;
        List<string> reasons = [.. line.Errors, .. SettingsCatalogue.Defects(configuration)];
        if (reasons.Count > 0)
        {
            foreach (var reason in reasons)
                await errors.WriteLineAsync(reason);
            return ExitCodes.Usage;
        }

        try
        {
            var manifest = await DirectoryExport.RunAsync(
                DataDirectory.OfMarket(configuration), DataDirectory.OfEngine(configuration), target, TimeProvider.System, cancellationToken);
            await output.WriteAsync(TransferText.Of(manifest.Parts));
            await output.WriteLineAsync($"{manifest.Files.Count} files are in {Path.GetFullPath(target)}.");
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
    }
}

using EmbeddedEngine.Files;
using EmbeddedEngine.Reminders;
using EmbeddedEngine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Providers;

namespace EmbeddedEngine;

/// <summary>What the embedded engine has beyond the Orleans API.</summary>
public static class EmbeddedSiloBuilderExtensions
{
    /// <summary>
    /// Keeps grain states (as the storage named <c>Default</c>) and reminders in files under the directory, which is
    /// made where it is not there. One process at a time may use it.
    /// </summary>
    public static ISiloBuilder UseEmbeddedFiles(this ISiloBuilder builder, string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var root = Path.GetFullPath(directory);
        GrainStorages.Add(
            builder.Services,
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            services => Shared(services, root, static path => new FileGrainStorage(Path.Combine(path, "state"))));
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable>(
            services => Shared(services, root, static path => new FileReminderTable(Path.Combine(path, "reminders"))));
        return builder;
    }

    // All silos of a cluster work on the same files, and so under the same locks.
    private static T Shared<T>(IServiceProvider services, string root, Func<string, T> create)
        where T : class
        => services.GetRequiredService<EmbeddedCluster>().SharedBy(root, create);
}

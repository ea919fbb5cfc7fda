using EmbeddedEngine;
using EmbeddedEngine.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Keeps the reminders in memory; they are lost with the process.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable>(s => s.GetRequiredService<EmbeddedCluster>().MemoryStores.Reminders);
        return builder;
    }
}

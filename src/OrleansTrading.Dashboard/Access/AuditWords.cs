namespace OrleansTrading.Dashboard.Access;

/// <summary>What the names of audited actions say in words.</summary>
internal static class AuditWords
{
    public static string? Of(string action) => action switch
    {
        "account.halt" => /* text */ "Account halted",
        "account.kill" => /* text */ "Account killed",
        "account.kill-all" => /* text */ "All accounts killed",
        "account.leverage" => /* text */ "Leverage set",
        "account.limits" => /* text */ "Limits changed",
        "account.off" => /* text */ "Trading turned off",
        "account.on" => /* text */ "Trading turned on",
        "account.position-mode" => /* text */ "Position mode set",
        "account.protection" => /* text */ "Account's own stop set",
        "account.reconcile" => /* text */ "Account compared with its venue",
        "account.resume" => /* text */ "Trading resumed",
        "alert.acknowledge" => /* text */ "Alert acknowledged",
        "alert.silence" => /* text */ "Alerts silenced",
        "alert.test" => /* text */ "Alert route tried",
        "alert.unsilence" => /* text */ "Silence ended",
        "job.change" => /* text */ "Job changed",
        "job.pause" => /* text */ "Job paused",
        "job.resume" => /* text */ "Job resumed",
        "job.run" => /* text */ "Job started",
        "job.schedule" => /* text */ "Schedule changed",
        "order.cancel" => /* text */ "Order cancelled",
        "order.place" => /* text */ "Order placed",
        "position.close" => /* text */ "Position closed",
        "position.guards" => /* text */ "Guards set",
        "run.cancel" => /* text */ "Run cancelled",
        "scan.compare" => /* text */ "Scan compared with REST",
        "session.begin" => /* text */ "Signed in",
        "session.end" => /* text */ "Signed out",
        "token.make" => /* text */ "Token made",
        "token.withdraw" => /* text */ "Token withdrawn",
        _ => null,
    };
}

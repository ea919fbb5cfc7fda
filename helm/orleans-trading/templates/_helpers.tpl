{{- define "orleans-trading.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 45 characters: Kubernetes adds to the names of pods. */}}
{{- define "orleans-trading.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 45 | trimSuffix "-" -}}
{{- else if contains (include "orleans-trading.name" .) .Release.Name -}}
{{- .Release.Name | trunc 45 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "orleans-trading.name" .) | trunc 45 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "orleans-trading.selector" -}}
app.kubernetes.io/name: {{ include "orleans-trading.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "orleans-trading.labels" -}}
{{ include "orleans-trading.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "orleans-trading.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "orleans-trading.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "orleans-trading.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* Most silos that can be there at once. */}}
{{- define "orleans-trading.maxSilos" -}}
{{- $wanted := int .Values.replicas -}}
{{- if .Values.autoscaling.enabled -}}
{{- $wanted = max $wanted (int .Values.autoscaling.maxReplicas) -}}
{{- end -}}
{{- if gt $wanted (int .Values.cluster.maxSilos) -}}
{{- fail (printf "cluster.maxSilos is %d, and there may be %d silos: each keeps a share of the venues' limits, so it must not be less" (int .Values.cluster.maxSilos) $wanted) -}}
{{- end -}}
{{- .Values.cluster.maxSilos -}}
{{- end -}}

{{/* What a silo may take to stop, once the pause before it is over and with five seconds left: a fifth of it, ten seconds at most, for requests. */}}
{{- define "orleans-trading.shutdown" -}}
{{- $time := sub (sub (int .Values.terminationGracePeriodSeconds) (int .Values.preStopSeconds)) 5 -}}
{{- if lt $time 10 -}}
{{- fail (printf "terminationGracePeriodSeconds is %d and preStopSeconds %d: stopping needs fifteen seconds more than the pause before it" (int .Values.terminationGracePeriodSeconds) (int .Values.preStopSeconds)) -}}
{{- end -}}
{{- $requests := min 10 (div $time 5) -}}
Shutdown__Requests: {{ include "orleans-trading.duration" $requests | quote }}
Shutdown__Grains: {{ include "orleans-trading.duration" (sub $time $requests) | quote }}
{{- end -}}

{{/* Seconds as a duration of the settings. */}}
{{- define "orleans-trading.duration" -}}
{{- printf "%02d:%02d:%02d" (div . 3600) (div (mod . 3600) 60) (mod . 60) -}}
{{- end -}}

{{/* Whether tables are brought up to date by a hook, before the release is there. */}}
{{- define "orleans-trading.migrationHook" -}}
{{- if and .Values.database.migration.enabled (not .Values.database.bundled.enabled) -}}yes{{- end -}}
{{- end -}}

{{- define "orleans-trading.databaseEnvironment" -}}
- name: ConnectionStrings__Database
  valueFrom:
    secretKeyRef:
      name: {{ .Values.database.connection.secret }}
      key: {{ .Values.database.connection.key }}
{{- end -}}

{{/* The level restricted of Kubernetes' pod security, and a file system that cannot be written. */}}
{{- define "orleans-trading.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "orleans-trading.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1654
runAsGroup: 1654
fsGroup: 1654
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* PostgreSQL's own user in its image. */}}
{{- define "orleans-trading.databaseSecurity" -}}
runAsNonRoot: true
runAsUser: 999
runAsGroup: 999
fsGroup: 999
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "orleans-trading.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

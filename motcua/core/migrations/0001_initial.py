"""The journal, guarded by the database itself: what was written stays as it was written."""

import django.db.models.deletion
import motcua.core.clock
from django.db import migrations, models


GUARD = """
CREATE FUNCTION core_guard_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (to_jsonb(NEW) - 'told_at') IS NOT DISTINCT FROM (to_jsonb(OLD) - 'told_at') THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'an entry of the journal is written once and kept for ever'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER entry_stays_as_written BEFORE UPDATE OR DELETE ON core_entry
    FOR EACH ROW EXECUTE FUNCTION core_guard_entry();

CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON core_entry
    FOR EACH STATEMENT EXECUTE FUNCTION core_guard_entry();
"""
UNGUARD = """
DROP TRIGGER entry_stays_as_written ON core_entry;
DROP TRIGGER journal_is_never_emptied ON core_entry;
DROP FUNCTION core_guard_entry();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=motcua.core.clock.now, editable=False, verbose_name='lúc')),
                ('event', models.CharField(max_length=80, verbose_name='sự kiện')),
                ('subject', models.UUIDField(verbose_name='đối tượng')),
                ('actor_kind', models.CharField(max_length=20)),
                ('actor_id', models.CharField(max_length=80)),
                ('actor_name', models.CharField(max_length=200, verbose_name='người thực hiện')),
                ('on_behalf_of', models.CharField(blank=True, max_length=200, verbose_name='thay mặt')),
                ('payload', models.JSONField(verbose_name='nội dung')),
                ('told_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'bút tích',
                'verbose_name_plural': 'nhật ký',
                'indexes': [models.Index(fields=['subject', 'id'], name='entry_by_subject'), models.Index(condition=models.Q(('told_at', None)), fields=['subject', 'id'], name='entry_untold')],
            },
        ),
        migrations.CreateModel(
            name='IdempotentAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.CharField(max_length=80)),
                ('route', models.CharField(max_length=200)),
                ('key', models.CharField(max_length=100)),
                ('fingerprint', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('body', models.JSONField(null=True)),
                ('at', models.DateTimeField(default=motcua.core.clock.now)),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='idempotent_answer_by_age')],
                'constraints': [models.UniqueConstraint(fields=('actor', 'route', 'key'), name='an_idempotency_key_is_used_once')],
            },
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reaction', models.CharField(max_length=120)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tellings', to='core.entry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry', 'reaction'), name='reaction_is_told_an_entry_once')],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
